using System.Text;

namespace Publisher.Crash;

/// <summary>CP30: a purge ends between two files. The next life finishes it, spares what other pieces show, and no byte is left.</summary>
internal static class HalfPurge
{
    public static async Task PlayAsync(Stage stage)
    {
        await stage.StartAsync(Plan.None);
        var outlet = await stage.AddChannelAsync("tiktok");
        await RenderAsync(stage, outlet);
        var kept = Files(stage);
        var piece = await RenderAsync(stage, outlet);
        var all = Files(stage);
        stage.Expect(Holds(stage, piece.Token), "the piece is not on the disk, so its absence would prove nothing");

        await stage.RestartAsync(Plan.Hold("file-destroyed"));
        await stage.Newsroom.DoAsync(HttpMethod.Delete, $"/v1/contents/{piece.ContentId}");
        await stage.Node.HeldAsync();
        var half = Files(stage);
        stage.Expect(half.Count < all.Count && half.Count > kept.Count, $"{half.Count} of {all.Count} files are there in the middle");
        await stage.RestartAsync(Plan.None);

        await stage.UntilAsync(() => Task.FromResult(Files(stage).SetEquals(kept)), "the purge is not finished");
        await stage.UntilAsync(() => Task.FromResult(!Holds(stage, piece.Token)), "words of the piece are left on the disk");
    }

    private static async Task<Piece> RenderAsync(Stage stage, Outlet outlet)
    {
        var piece = stage.Write(ahead: null, [outlet]);
        var made = await stage.Newsroom.DoAsync(HttpMethod.Post, "/v1/contents", piece.Content());
        piece.ContentId = made["id"]!.GetValue<string>();
        await stage.UntilAsync(
            async () =>
            {
                var found = await stage.Newsroom.DoAsync(HttpMethod.Get, $"/v1/contents/{piece.ContentId}/variants?wait=2");
                return found["items"]!.AsArray().All(variant => variant!["state"]!.GetValue<string>() == "ready");
            },
            "the slides are not made"
        );
        return piece;
    }

    private static HashSet<string> Files(Stage stage) =>
        [.. Directory.EnumerateFiles(stage.PathOf("data/media"), "*", SearchOption.AllDirectories)];

    private static bool Holds(Stage stage, string token)
    {
        var wanted = Encoding.UTF8.GetBytes(token);
        return Directory
            .EnumerateFiles(stage.PathOf("data"), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "lock")
            .Any(path => Read(path).AsSpan().IndexOf(wanted) >= 0);
    }

    private static byte[] Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            return []; // it was destroyed meanwhile
        }
    }
}

namespace Publisher.Crash;

/// <summary>Something that sending needs is not there (CP28).</summary>
internal static class Absences
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(100);

    /// <summary>It waits, a person is told, and it goes out once the files are back.</summary>
    public static async Task MediaAsync(Stage stage)
    {
        await stage.StartAsync(Plan.None);
        var outlet = await stage.AddChannelAsync("mastodon");
        var photo = await stage.Newsroom.UploadAsync(CancellationToken.None);
        var piece = stage.Write(Ahead, [outlet], photo);
        await stage.Newsroom.SubmitAsync(piece, CancellationToken.None);
        var media = stage.PathOf("data/media");
        Directory.Move(media, media + "-away");
        await OverdueAsync(stage, piece, "without its picture");

        Directory.Move(media + "-away", media);
        await stage.UntilShownAsync(piece);
    }

    /// <summary>Nobody's credentials can be read: the channel asks for new ones, and sends once it has them.</summary>
    public static async Task KeysAsync(Stage stage)
    {
        await stage.StartAsync(Plan.None);
        var outlet = await stage.AddChannelAsync("mastodon");
        var piece = await stage.ScheduleAsync(Ahead, outlet);
        await stage.Node.KillAsync();
        Directory.Move(stage.PathOf("data/keys"), stage.PathOf("keys-away"));
        File.Move(stage.PathOf("data/ring-key"), stage.PathOf("ring-key-away"));
        await stage.StartAsync(Plan.None);
        await OverdueAsync(stage, piece, "though its credentials cannot be read");
        var path = $"/v1/channels/{outlet.Id}";
        var state = (await stage.Newsroom.DoAsync(HttpMethod.Get, path))["state"]!.GetValue<string>();
        stage.Expect(state == "needs_reconnect", $"a channel whose credentials cannot be read is “{state}”");

        await stage.Newsroom.DoAsync(HttpMethod.Put, path, stage.ChannelBody(outlet.Network));
        await stage.UntilShownAsync(piece);
    }

    private static async Task OverdueAsync(Stage stage, Piece piece, string how)
    {
        await Task.Delay(stage.InWorld(Ahead) + TimeSpan.FromSeconds(2), TimeProvider.System);
        stage.Expect(stage.Shown(piece) == 0, $"it was sent {how}");
        var state = Verdict.State(await stage.PostOfAsync(piece));
        stage.Expect(state is "scheduled" or "blocked", $"it is {state}");
        await stage.UntilAsync(
            async () => (await stage.Newsroom.DoAsync(HttpMethod.Get, "/v1/alerts"))["items"]!.AsArray().Count > 0,
            "nobody is told"
        );
    }
}

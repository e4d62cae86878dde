using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Publisher.Sandbox;
using Publisher.Sandbox.Demo;

namespace Publisher.Crash;

/// <summary>
/// A service whose disk fills up while posts fall due: it says so, sends nothing that it cannot write down first, and goes on by itself
/// once there is room.
/// </summary>
internal sealed class SmallDisk(CrashOptions options, Tally tally)
{
    private const int Pieces = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("publisher-crash-disk-");

    public async Task RunAsync()
    {
        var data = _folder.CreateSubdirectory("data");
        if (!Environment.IsPrivilegedProcess || await CallAsync("mount", "-t", "tmpfs", "-o", "size=16m", "publisher", data.FullName) != 0)
        {
            tally.Say("The full disk was not tried: it needs root, and a machine that lets it mount a small tmpfs.");
            return;
        }

        try
        {
            await RunAsync(data);
        }
        finally
        {
            await CallAsync("umount", "-l", data.FullName);
            if (tally.IsClean)
            {
                _folder.Delete(recursive: true);
            }
        }
    }

    private async Task RunAsync(DirectoryInfo data)
    {
        var time = new HastyTime(TimeProvider.System.GetUtcNow(), options.Haste);
        await using var sandbox = await SandboxServer.StartAsync(time: time);
        var settings = Trial.Settings(time);
        using var node = new Node(options.Service, data.FullName, Path.Combine(_folder.FullName, "node.log"), settings);
        using var http = new HttpClient { BaseAddress = node.Address };
        using var newsroom = new Newsroom([node], settings["PUBLISHER_BOOTSTRAP_KEY"], time);
        node.Start(Plan.None);
        await node.ReadyAsync(CancellationToken.None);
        var body = Outlets.All(sandbox.Address).First();
        var made = await newsroom.AskAsync("/v1/channels", body, null, CancellationToken.None);
        var outlet = new Outlet(made!["id"]!.GetValue<string>(), body["network"]!.GetValue<string>());

        var ahead = TimeSpan.FromSeconds(4) * options.Haste;
        var pieces = Enumerable
            .Range(1, Pieces)
            .Select(number => new Piece($"k99n{number}z", 0, 2, [outlet], ahead, null, TakesDown: false))
            .ToList();
        foreach (var piece in pieces)
        {
            await newsroom.SubmitAsync(piece, CancellationToken.None);
        }

        var filler = Fill(data);
        await UntilAsync(async () => await IsFullAsync(newsroom, http, outlet), "the service did not say disk_full");
        await Task.Delay(ahead / options.Haste + TimeSpan.FromSeconds(1), TimeProvider.System);
        if (sandbox.Ledger.Entries().Any(entry => entry.Action is NetworkAction.Publish))
        {
            tally.Say("With a full disk something went out; whether once, is judged in the end.");
        }

        File.Delete(filler);
        foreach (var piece in pieces)
        {
            IReadOnlyList<JsonObject> posts = [];
            await UntilAsync(
                async () => (posts = await newsroom.PostsOfAsync(piece, CancellationToken.None)).All(Verdict.IsFinal),
                $"piece {piece.Token} did not come to rest"
            );
            var taken = sandbox.Ledger.Entries().Where(entry => entry.Action is NetworkAction.Publish && entry.Text.Contains(piece.Token));
            var findings = Verdict.Judge(piece, posts, [.. taken]).ToList();
            findings.ForEach(tally.Find);
            tally.Judged(piece, posts, isGood: findings.Count == 0);
        }

        await node.KillAsync();
        tally.Round(node.Kills, lane: -1);
    }

    /// <summary>Asks for something to be written, so that it is noticed, and then how the service is.</summary>
    private static async Task<bool> IsFullAsync(Newsroom newsroom, HttpClient http, Outlet outlet)
    {
        var more = new Piece("k99n0z", 0, 75, [outlet], null, null, TakesDown: false);
        await newsroom.AskAsync("/v1/contents", more.Content(), null, CancellationToken.None);
        using var answer = await http.GetAsync("/readyz");
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode is HttpStatusCode.ServiceUnavailable && text.Contains("disk_full", StringComparison.Ordinal);
    }

    private static string Fill(DirectoryInfo data)
    {
        var path = Path.Combine(data.FullName, "filler");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var block = new byte[4096]; ; )
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            return path; // full
        }
    }

    /// <exception cref="DemoFailure">It did not come true in a minute.</exception>
    private static async Task UntilAsync(Func<Task<bool>> isTrue, string otherwise)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await isTrue())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > Patience)
            {
                throw new DemoFailure($"Full disk: {otherwise}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static async Task<int> CallAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}

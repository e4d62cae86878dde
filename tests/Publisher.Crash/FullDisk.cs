using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Publisher.Crash;

/// <summary>
/// A disk that fills up: the service says so, sends nothing that it cannot write down first, keeps what it could not write down
/// afterwards, and goes on by itself once there is room.
/// </summary>
internal static class FullDisk
{
    private const int Pieces = 4;
    private static readonly TimeSpan LeastAhead = TimeSpan.FromSeconds(80);

    /// <summary>CP21.</summary>
    public static Task WhenDueAsync(Stage stage) =>
        OnSmallDiskAsync(
            stage,
            async () =>
            {
                await stage.StartAsync(Plan.None);
                var outlet = await stage.AddChannelAsync("mastodon");
                for (var ahead = LeastAhead; !await WhenDueAsync(stage, outlet, ahead); ahead *= 2) { }

                await stage.JudgeAsync();
            }
        );

    /// <returns>False when posts fell due before the disk was full: on a slow machine they must be planned further ahead.</returns>
    private static async Task<bool> WhenDueAsync(Stage stage, Outlet outlet, TimeSpan ahead)
    {
        var pieces = new List<Piece>();
        var due = stage.Time.GetUtcNow() + ahead;
        while (pieces.Count < Pieces)
        {
            pieces.Add(await stage.ScheduleAsync(ahead, outlet));
        }

        var filler = Fill(stage);
        await NoticedAsync(stage, outlet);
        var isInTime = stage.Time.GetUtcNow() < due;
        await Task.Delay(stage.InWorld(ahead) + TimeSpan.FromSeconds(1), TimeProvider.System);
        stage.Expect(!isInTime || pieces.TrueForAll(piece => stage.Shown(piece) == 0), "something went out that could not be written down");
        File.Delete(filler);
        foreach (var piece in pieces)
        {
            await stage.UntilShownAsync(piece);
        }

        return isInTime;
    }

    /// <summary>CP22, while the process lives: what is out is noted as such without a question to the network.</summary>
    public static Task AtAnOutcomeAsync(Stage stage) =>
        AfterTheAnswerAsync(
            stage,
            async (piece, filler) =>
            {
                File.Delete(filler);
                await stage.UntilAsync(
                    async () => Verdict.State(await stage.PostOfAsync(piece)) is "published",
                    $"{piece.Token} is not noted as published"
                );
            }
        );

    /// <summary>CP22, after its death: it is asked for.</summary>
    public static Task UntilDeathAsync(Stage stage) =>
        AfterTheAnswerAsync(
            stage,
            async (_, filler) =>
            {
                await stage.Node.KillAsync();
                File.Delete(filler);
                await stage.StartAsync(Plan.None);
            }
        );

    private static Task AfterTheAnswerAsync(Stage stage, Func<Piece, string, Task> goOnAsync) =>
        OnSmallDiskAsync(
            stage,
            async () =>
            {
                await stage.StartAsync(Plan.Hold("answer-understood"));
                var outlet = await stage.AddChannelAsync("mastodon");
                var piece = await stage.ScheduleAsync(ahead: null, outlet);
                await stage.Node.HeldAsync();
                var filler = Fill(stage);
                await stage.Node.ReleaseAsync();
                await NoticedAsync(stage, outlet);
                await goOnAsync(piece, filler);
                await stage.JudgeAsync();
            }
        );

    /// <summary>Asks for something to be written, so that it is noticed, and then how the service is.</summary>
    private static async Task NoticedAsync(Stage stage, Outlet outlet)
    {
        using var http = new HttpClient { BaseAddress = stage.Node.Address };
        var more = new Piece("k0n0z", 0, 75, [outlet], null, null, TakesDown: false);
        await stage.UntilAsync(
            async () =>
            {
                await stage.Newsroom.AskAsync("/v1/contents", more.Content(), null, CancellationToken.None);
                using var answer = await http.GetAsync("/readyz");
                var text = await answer.Content.ReadAsStringAsync();
                return !answer.IsSuccessStatusCode && JsonNode.Parse(text)!["cause"]?.GetValue<string>() == "disk_full";
            },
            "the service does not say disk_full"
        );
    }

    private static async Task OnSmallDiskAsync(Stage stage, Func<Task> playAsync)
    {
        var data = Directory.CreateDirectory(stage.PathOf("data")).FullName;
        if (!Environment.IsPrivilegedProcess || await CallAsync("mount", "-t", "tmpfs", "-o", "size=16m", "publisher", data) != 0)
        {
            stage.Say("it needs root, and a machine that lets it mount a small tmpfs");
            return;
        }

        try
        {
            await playAsync();
        }
        finally
        {
            await CallAsync("umount", "-l", data);
        }
    }

    /// <returns>What takes up all the room.</returns>
    private static string Fill(Stage stage)
    {
        var path = stage.PathOf("data/filler");
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

    private static async Task<int> CallAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}

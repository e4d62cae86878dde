using System.Globalization;
using System.Text.Json.Nodes;
using Publisher.Sandbox;
using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>What happens when it matters how soon: a process dies just before posts are due, everything is taken down, webhooks are told.</summary>
internal static class RecoverBench
{
    /// <summary>Each has one post.</summary>
    private const int Channels = 50;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    public static async Task<RecoverFigures> RunAsync(string service, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var machines = Machines.Parse(options);
        await using var inbox = await WebhookInbox.StartAsync(cancellationToken);
        await using var bench = await Workbench.StartAsync(
            service,
            machines,
            _ => Task.FromResult<DirectoryInfo?>(null),
            cancellationToken
        );
        var webhook = await bench.Door.PostAsync("/v1/webhooks", Webhook(inbox), cancellationToken);
        inbox.Trust(webhook["secret"]!.GetValue<string>());
        var channels = new List<string>();
        for (var number = 0; number < Channels; number++)
        {
            channels.Add(await bench.OpenChannelAsync(number, cancellationToken));
        }

        var (content, begun) = await KillAsync(bench, channels, cancellationToken);
        Console.WriteLine($"killed with {Channels} posts due: first begun after {begun.At(0)} ms, last after {begun.At(1)} ms");
        var told = await ToldAsync(inbox, cancellationToken);
        Console.WriteLine($"webhooks told of {told.Count} posts: p50 {told.At(0.5)} ms, p99 {told.At(0.99)} ms after the event");
        var removed = await TakeDownAsync(bench, content, cancellationToken);
        Console.WriteLine($"taken down: first call to a network after {removed.At(0)} ms, last after {removed.At(1)} ms");
        return new RecoverFigures(
            machines.Storage,
            machines.Nodes,
            Channels,
            begun.At(0),
            begun.At(1),
            told.At(0.5),
            told.At(0.99),
            removed.At(0),
            removed.At(1)
        );
    }

    private static JsonObject Webhook(WebhookInbox inbox) =>
        new() { ["url"] = inbox.Address.ToString(), ["events"] = new JsonArray("post.published") };

    /// <summary>Kills the last process a moment before the posts are due; the only one is started again at once, as a supervisor would.</summary>
    private static async Task<(string Content, Latencies Begun)> KillAsync(
        Workbench bench,
        IReadOnlyList<string> channels,
        CancellationToken cancellationToken
    )
    {
        var content = await bench.WriteAsync(channels, cancellationToken);
        var due = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(15);
        var posts = await bench.ScheduleAtAsync(content, channels, due, cancellationToken);
        await Task.Delay(due - TimeSpan.FromMilliseconds(100) - TimeProvider.System.GetUtcNow(), TimeProvider.System, cancellationToken);
        var killed = TimeProvider.System.GetUtcNow();
        await bench.KillOneAsync(cancellationToken);
        var begun = new List<double>();
        foreach (var post in posts)
        {
            var late = await UntilAsync(
                async () => (await bench.Door.GetAsync($"/v1/posts/{post}", cancellationToken))["lateByMs"]?.GetValue<double>(),
                $"Post {post} has not begun.",
                cancellationToken
            );
            begun.Add((due - killed).TotalMilliseconds + late);
        }

        return (content, new Latencies(begun));
    }

    /// <summary>From the event to the first time the other end holds it.</summary>
    private static async Task<Latencies> ToldAsync(WebhookInbox inbox, CancellationToken cancellationToken)
    {
        await UntilAsync(
            () => Task.FromResult(inbox.Arrivals.Count >= Channels ? (double?)0 : null),
            "Not every webhook arrived.",
            cancellationToken
        );
        return new Latencies(inbox.Arrivals.Select(arrival => (arrival.At - TimeOf(arrival.Event)).TotalMilliseconds));
    }

    private static DateTimeOffset TimeOf(JsonObject told) =>
        DateTimeOffset.Parse(told["timestamp"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static async Task<Latencies> TakeDownAsync(Workbench bench, string content, CancellationToken cancellationToken)
    {
        var asked = TimeProvider.System.GetUtcNow();
        await bench.Door.PostAsync($"/v1/contents/{content}/takedown", new JsonObject { ["reason"] = "A measurement." }, cancellationToken);
        List<LedgerEntry> Removals() => [.. bench.Ledger.Entries().Where(entry => entry.Action is NetworkAction.Delete)];
        await UntilAsync(
            () => Task.FromResult(Removals().Count >= Channels ? (double?)0 : null),
            "Not everything was taken down.",
            cancellationToken
        );
        return new Latencies(Removals().Select(entry => (entry.At - asked).TotalMilliseconds));
    }

    private static async Task<double> UntilAsync(Func<Task<double?>> look, string otherwise, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await look() is { } value)
            {
                return value;
            }

            if (TimeProvider.System.GetElapsedTime(started) > _patience)
            {
                throw new DemoFailure(otherwise);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }
}

/// <param name="KillToFirstMs">From the kill, a tenth of a second before they were due, to the first committed attempt. On one machine the start of the process lies between.</param>
/// <param name="KillToLastMs">To the last.</param>
/// <param name="WebhookP50Ms">From the event to its arrival, while all posts go out at once.</param>
/// <param name="TakedownFirstCallMs">From the request to the first call that removes.</param>
internal sealed record RecoverFigures(
    string Storage,
    int Nodes,
    int Posts,
    double KillToFirstMs,
    double KillToLastMs,
    double WebhookP50Ms,
    double WebhookP99Ms,
    double TakedownFirstCallMs,
    double TakedownLastCallMs
);

using System.Globalization;
using System.Text.Json.Nodes;
using Publisher.Sandbox;
using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>
/// What happens when it matters how soon: a process dies just before posts are due, everything is taken down, webhooks are told, answers
/// of networks are lost.
/// </summary>
internal static class RecoverBench
{
    /// <summary>Each has one post.</summary>
    private const int Channels = 50;

    /// <summary>Half of them are out though nobody heard of it, half are not.</summary>
    private const int Doubtful = 40;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

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
        var told = await ToldAsync(inbox, Channels, cancellationToken);
        Console.WriteLine($"webhooks told of {told.Count} posts: p50 {told.At(0.5)} ms, p99 {told.At(0.99)} ms after the event");
        var calm = await OneByOneAsync(bench, inbox, channels, cancellationToken);
        Console.WriteLine($"of {calm.Count} posts, one by one: p50 {calm.At(0.5)} ms, p99 {calm.At(0.99)} ms");
        var removed = await TakeDownAsync(bench, content, cancellationToken);
        Console.WriteLine($"taken down: first call to a network after {removed.At(0)} ms, last after {removed.At(1)} ms");
        var doubts = await DoubtAsync(bench, channels, cancellationToken);
        Console.WriteLine(
            $"{doubts.Settled} of {Doubtful} doubts are settled without a person: 50 % within {doubts.Seconds.At(0.5)} s, 95 % within {doubts.Seconds.At(0.95)} s"
        );
        return new RecoverFigures(
            machines.Storage,
            machines.Nodes,
            Channels,
            begun.At(0),
            begun.At(1),
            told.At(0.5),
            told.At(0.99),
            calm.At(0.5),
            calm.At(0.99),
            removed.At(0),
            removed.At(1),
            doubts.Settled,
            doubts.Seconds.At(0.5),
            doubts.Seconds.At(0.95)
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
    private static async Task<Latencies> ToldAsync(WebhookInbox inbox, int count, CancellationToken cancellationToken)
    {
        await UntilAsync(
            () => Task.FromResult(inbox.Arrivals.Count >= count ? (double?)0 : null),
            "Not every webhook arrived.",
            cancellationToken
        );
        return new Latencies(
            inbox.Arrivals.Skip(count - Channels).Select(arrival => (arrival.At - TimeOf(arrival.Event)).TotalMilliseconds)
        );
    }

    /// <summary>The same without a burst.</summary>
    private static async Task<Latencies> OneByOneAsync(
        Workbench bench,
        WebhookInbox inbox,
        IReadOnlyList<string> channels,
        CancellationToken cancellationToken
    )
    {
        var content = await bench.WriteAsync(channels, cancellationToken);
        var at = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(10);
        foreach (var channel in channels)
        {
            at += TimeSpan.FromMilliseconds(200);
            await bench.ScheduleAtAsync(content, [channel], at, cancellationToken);
        }

        return await ToldAsync(inbox, 2 * Channels, cancellationToken);
    }

    /// <summary>How long it takes until it is known what became of calls whose answers were lost, or which never arrived.</summary>
    private static async Task<(int Settled, Latencies Seconds)> DoubtAsync(
        Workbench bench,
        IReadOnlyList<string> channels,
        CancellationToken cancellationToken
    )
    {
        var some = channels.Take(Doubtful).ToList();
        var content = await bench.WriteAsync(some, cancellationToken);
        bench.Faults.Add(new Fault("mastodon", NetworkAction.Publish, FaultKind.LostAnswer, Times: Doubtful / 2));
        bench.Faults.Add(new Fault("mastodon", NetworkAction.Publish, FaultKind.ResetAfter, Times: Doubtful / 2));
        var due = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(10);
        var left = (await bench.ScheduleAtAsync(content, some, due, cancellationToken)).ToList();
        var seconds = new List<double>();
        while (left.Count > 0 && TimeProvider.System.GetUtcNow() - due < _patience)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
            foreach (var post in left.ToList())
            {
                if ((await bench.Door.GetAsync($"/v1/posts/{post}", cancellationToken))["state"]!.GetValue<string>() == "published")
                {
                    left.Remove(post);
                    seconds.Add(Math.Round((TimeProvider.System.GetUtcNow() - due).TotalSeconds, 1));
                }
            }
        }

        return (seconds.Count, new Latencies([.. seconds, .. left.Select(_ => _patience.TotalSeconds)]));
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
/// <param name="CalmWebhookP50Ms">The same while posts go out one by one.</param>
/// <param name="DoubtsSettled">Of forty calls without an answer, those whose fate was found out without a person.</param>
/// <param name="DoubtP95Seconds">From the time the posts were due.</param>
/// <param name="TakedownFirstCallMs">From the request to the first call that removes.</param>
internal sealed record RecoverFigures(
    string Storage,
    int Nodes,
    int Posts,
    double KillToFirstMs,
    double KillToLastMs,
    double WebhookP50Ms,
    double WebhookP99Ms,
    double CalmWebhookP50Ms,
    double CalmWebhookP99Ms,
    double TakedownFirstCallMs,
    double TakedownLastCallMs,
    int DoubtsSettled,
    double DoubtP50Seconds,
    double DoubtP95Seconds
);

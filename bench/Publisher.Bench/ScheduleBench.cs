using System.Globalization;
using System.Text.Json.Nodes;
using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>How late posts begin: from their time to their first attempt.</summary>
internal static class ScheduleBench
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    public static async Task<ScheduleFigures> RunAsync(string service, ScheduleLoad load, CancellationToken cancellationToken)
    {
        var (spread, burst) = await MeasureAsync(service, load, history: 0, cancellationToken);
        double? ratio = null;
        if (load.History > 0)
        {
            var (aged, _) = await MeasureAsync(service, load, load.History, cancellationToken);
            ratio = Math.Round(aged.At(0.99) / spread.At(0.99), 2);
        }

        return new ScheduleFigures(
            load.Machines.Storage,
            load.Machines.Nodes,
            new SpreadFigures(spread.At(0.5), spread.At(0.99), spread.At(1)),
            new BurstFigures(burst?.Count ?? 0, burst?.At(1) ?? 0),
            ratio
        );
    }

    private static async Task<(Latencies Spread, Latencies? Burst)> MeasureAsync(
        string service,
        ScheduleLoad load,
        int history,
        CancellationToken cancellationToken
    )
    {
        await using var bench = await Workbench.StartAsync(
            service,
            load.Machines,
            connection =>
                history == 0 ? Task.FromResult<DirectoryInfo?>(null) : Archive.FilledAsync(connection, history, cancellationToken),
            cancellationToken
        );
        var channels = new List<string>();
        for (var i = 0; i < load.Channels; i++)
        {
            channels.Add(await bench.OpenChannelAsync(i, cancellationToken));
        }

        Console.WriteLine($"{channels.Count} channels are open");
        for (var left = load.Pending; left > 0; left -= channels.Count)
        {
            var some = channels.Take(left).ToList();
            await ScheduleAsync(bench, await bench.WriteAsync(some, cancellationToken), some, TimeSpan.FromDays(1), cancellationToken);
        }

        Console.WriteLine($"{load.Pending} posts wait for tomorrow");
        await using var films = load.Films ? await Films.StartAsync(bench, cancellationToken) : null;
        var spread = await SpreadAsync(bench, channels, load, cancellationToken);
        Console.WriteLine(
            $"{spread.Count} posts, {load.PerSecond} per second, {history} finished: p50 {spread.At(0.5)} ms, p99 {spread.At(0.99)} ms late"
        );
        return (spread, history > 0 || load.Burst == 0 ? null : await BurstAsync(bench, [.. channels.Take(load.Burst)], cancellationToken));
    }

    // The same second is planned on every channel in turn; posts of one content go to channels of their own.
    private static async Task<Latencies> SpreadAsync(
        Workbench bench,
        List<string> channels,
        ScheduleLoad load,
        CancellationToken cancellationToken
    )
    {
        var total = load.PerSecond * load.Seconds;
        var contents = new List<string>();
        for (var left = total; left > 0; left -= channels.Count)
        {
            contents.Add(await bench.WriteAsync([.. channels.Take(left)], cancellationToken));
        }

        // Scheduling takes a while too: the first is due when the last has been planned.
        var lead = TimeSpan.FromSeconds(10 + (total / (load.Machines.IsPostgres ? 20.0 : 100.0)));
        var begin = TimeProvider.System.GetUtcNow() + lead;
        var posts = new List<string>();
        for (var i = 0; i < total; i++)
        {
            var at = begin + TimeSpan.FromSeconds((double)i / load.PerSecond);
            posts.AddRange(
                await bench.ScheduleAtAsync(contents[i / channels.Count], [channels[i % channels.Count]], at, cancellationToken)
            );
        }

        if (TimeProvider.System.GetUtcNow() > begin)
        {
            throw new DemoFailure($"Planning {total} posts took longer than {lead.TotalSeconds:0} s.");
        }

        var spare = begin - TimeProvider.System.GetUtcNow();
        Console.WriteLine($"{total} posts are planned, one by one, in {(lead - spare).TotalSeconds:0} s");
        await Task.Delay(
            begin - TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(load.Seconds),
            TimeProvider.System,
            cancellationToken
        );
        return await LatenessAsync(bench, posts, cancellationToken);
    }

    private static async Task<Latencies> BurstAsync(Workbench bench, IReadOnlyList<string> channels, CancellationToken cancellationToken)
    {
        var content = await bench.WriteAsync(channels, cancellationToken);
        var posts = await ScheduleAsync(bench, content, channels, TimeSpan.FromSeconds(20), cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(21), TimeProvider.System, cancellationToken);
        return await LatenessAsync(bench, posts, cancellationToken);
    }

    private static Task<IReadOnlyList<string>> ScheduleAsync(
        Workbench bench,
        string content,
        IReadOnlyList<string> channels,
        TimeSpan ahead,
        CancellationToken cancellationToken
    ) => bench.ScheduleAtAsync(content, channels, TimeProvider.System.GetUtcNow() + ahead, cancellationToken);

    /// <summary>Waits until each has begun, and says how late it was.</summary>
    private static async Task<Latencies> LatenessAsync(Workbench bench, IReadOnlyList<string> posts, CancellationToken cancellationToken)
    {
        var (late, started) = (new List<double>(), TimeProvider.System.GetTimestamp());
        foreach (var post in posts)
        {
            while (true)
            {
                var now = await bench.Door.GetAsync($"/v1/posts/{post}", cancellationToken);
                if (now["lateByMs"] is { } lateBy)
                {
                    late.Add(lateBy.GetValue<double>());
                    break;
                }

                if (TimeProvider.System.GetElapsedTime(started) > _patience)
                {
                    throw new DemoFailure(
                        $"{posts.Count - late.Count} of {posts.Count} posts have not begun: the first is {now["state"]}."
                    );
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            }
        }

        return new Latencies(late);
    }
}

/// <param name="SpreadMillionRatio">p99 of the spread load over the finished posts of <c>--history</c>, as a multiple of the same without; null: not measured.</param>
internal sealed record ScheduleFigures(string Storage, int Nodes, SpreadFigures Spread, BurstFigures Burst, double? SpreadMillionRatio);

internal sealed record SpreadFigures(double P50Ms, double P99Ms, double MaxMs);

/// <param name="AllStartedMs">From the instant they were due to the last one's first attempt.</param>
internal sealed record BurstFigures(int Posts, double AllStartedMs);

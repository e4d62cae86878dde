using System.Globalization;
using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>How long the lists of posts and the calendar take when there are 100,000 posts.</summary>
internal static class ListsBench
{
    private static readonly (int Uncounted, int Counted) _calls = (50, 300);

    public static async Task<ListsFigures> RunAsync(string service, CancellationToken cancellationToken)
    {
        await using var bench = await Workbench.StartAsync(
            service,
            cancellationToken,
            await Archive.FilledAsync(connection: null, Archive.Posts, cancellationToken)
        );
        var figures = new Dictionary<string, ListFigures>();
        foreach (var (name, path) in await PathsAsync(bench, cancellationToken))
        {
            var times = await bench.TimeAsync(path, body: null, _calls, cancellationToken);
            figures[name] = new(times.At(0.5), times.At(0.99));
            Console.WriteLine($"{name, -15} p50 {figures[name].P50Ms} ms, p99 {figures[name].P99Ms} ms");
        }

        return new ListsFigures(Archive.Posts, figures);
    }

    private static async Task<List<(string Name, string Path)>> PathsAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var page = await bench.Door.GetAsync("/v1/posts?state=published", cancellationToken);
        var post = page["items"]![0]!;
        var today = TimeProvider.System.GetUtcNow();
        string Day(int ago) => today.AddDays(-ago).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var week = $"/v1/calendar?from={Day(36)}&to={Day(30)}&timezone=Asia/Yerevan";
        await ExpectFullAsync(bench, week, cancellationToken);
        return
        [
            ("all", "/v1/posts"),
            ("state", "/v1/posts?state=published"),
            ("states", "/v1/posts?state=missed,refused"),
            ("content", $"/v1/posts?content={post["contentId"]}"),
            ("channel", $"/v1/posts?channel={post["channelId"]}"),
            ("channelAndState", $"/v1/posts?channel={post["channelId"]}&state=missed"),
            ("time", $"/v1/posts?from={Day(36)}T00:00:00Z&to={Day(30)}T00:00:00Z"),
            ("secondPage", $"/v1/posts?cursor={(await bench.Door.GetAsync("/v1/posts", cancellationToken))["nextCursor"]}"),
            ("calendarDay", $"/v1/calendar?from={Day(30)}&to={Day(30)}&timezone=Asia/Yerevan"),
            ("calendarWeek", week),
        ];
    }

    private static async Task ExpectFullAsync(Workbench bench, string week, CancellationToken cancellationToken)
    {
        var days = (await bench.Door.GetAsync(week, cancellationToken))["days"]!.AsArray();
        var posts = days.Sum(day => day!["posts"]!.AsArray().Count);
        if (posts is < 1_800 or > 2_000)
        {
            throw new DemoFailure($"A week must have about 1900 posts; this one has {posts}.");
        }
    }
}

/// <param name="Lists">By name, each as its caller waits for it.</param>
internal sealed record ListsFigures(int Posts, IReadOnlyDictionary<string, ListFigures> Lists);

internal sealed record ListFigures(double P50Ms, double P99Ms);

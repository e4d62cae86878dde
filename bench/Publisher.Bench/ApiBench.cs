using System.Diagnostics;
using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>How long a text-only submission takes at 100 per second, and how many per second there can be.</summary>
internal static class ApiBench
{
    private const int PerSecond = 100;
    private const int Callers = 16;
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _paced = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _saturated = TimeSpan.FromSeconds(10);

    /// <param name="options"><c>--films 1</c> renders films beside it.</param>
    public static async Task<ApiFigures> RunAsync(string service, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var given = Machines.Pairs(options);
        var besideFilms = ScheduleLoad.Take(given, "--films", 0) > 0;
        if (given.Count > 0)
        {
            throw new DemoFailure($"bench api does not know {string.Join(", ", given.Keys)}.");
        }

        await using var bench = await Workbench.StartAsync(service, cancellationToken);
        var channel = await bench.OpenChannelAsync(1, cancellationToken);
        await using var films = besideFilms ? await Films.StartAsync(bench, cancellationToken) : null;
        await SubmitPacedAsync(bench, channel, _warmUp, cancellationToken);
        var paced = await SubmitPacedAsync(bench, channel, _paced, cancellationToken);
        Console.WriteLine($"{paced.Count} pieces at {PerSecond} per second: p50 {paced.At(0.5)} ms, p99 {paced.At(0.99)} ms");
        var perSecond = await SubmitAllTheTimeAsync(bench, channel, cancellationToken);
        return new ApiFigures(paced.At(0.5), paced.At(0.99), Math.Round(perSecond));
    }

    // Each call is timed from the moment it was due, so that a slow answer cannot hide the calls it held up.
    private static async Task<Latencies> SubmitPacedAsync(
        Workbench bench,
        string channel,
        TimeSpan length,
        CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        var calls = new List<Task<double>>();
        for (var due = TimeSpan.Zero; due < length; due += TimeSpan.FromSeconds(1.0 / PerSecond))
        {
            if (due - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, TimeProvider.System, cancellationToken);
            }

            calls.Add(SubmitAsync(bench, channel, started, due, cancellationToken));
        }

        return new Latencies(await Task.WhenAll(calls));
    }

    private static async Task<double> SubmitAsync(
        Workbench bench,
        string channel,
        long started,
        TimeSpan due,
        CancellationToken cancellationToken
    )
    {
        await bench.Door.PostAsync("/v1/contents", Workbench.Piece((int)due.TotalMilliseconds, [channel]), cancellationToken);
        return (Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds;
    }

    private static async Task<double> SubmitAllTheTimeAsync(Workbench bench, string channel, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(async caller =>
                {
                    var count = 0;
                    for (; Stopwatch.GetElapsedTime(started) < _saturated; count++)
                    {
                        await bench.Door.PostAsync(
                            "/v1/contents",
                            Workbench.Piece((caller * 100_000) + count, [channel]),
                            cancellationToken
                        );
                    }

                    return count;
                })
        );
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}

internal sealed record ApiFigures(double P50Ms, double P99Ms, double SaturatedPerSecond);

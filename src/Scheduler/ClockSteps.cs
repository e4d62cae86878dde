using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Scheduler;

/// <summary>
/// Notices that the machine's clock was set, by comparing it with one that nobody can set. What a clock that was set back makes wait
/// longer is reckoned anew; what one that was set forward makes due is found at once. In a cluster the database's clock is the common one,
/// and a node that leaves it takes no work: see <see cref="ClockWatch"/>.
/// </summary>
internal sealed partial class ClockSteps(
    ClockWaits waits,
    Signals signals,
    IOptions<ClusterOptions> cluster,
    TimeProvider time,
    ILogger<ClockSteps> logger
) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>NTP pulls a clock along more slowly than this.</summary>
    private static readonly TimeSpan SmallestStep = TimeSpan.FromSeconds(1);

    /// <summary>Longer between the two clocks' readings, and the process was held up in between.</summary>
    private static readonly TimeSpan LongestReading = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (cluster.Value.Enabled)
        {
            return;
        }

        await CatchUpAsync(stoppingToken);
        for (var last = Read(); !stoppingToken.IsCancellationRequested; )
        {
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            last = await LookAsync(last, stoppingToken);
        }
    }

    /// <summary>What happened to the clock before we started.</summary>
    private async Task CatchUpAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await waits.AheadAsync(stoppingToken) is var ahead && ahead >= SmallestStep)
            {
                await waits.SetBackAsync(ahead, stoppingToken);
                Log.Stepped(logger, -ahead.TotalSeconds);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, FaultTrace.Of(exception));
        }
        catch (OperationCanceledException)
        {
            // It ends as it begins.
        }
    }

    /// <summary>Gives the reading that the next look compares with.</summary>
    private async Task<Reading> LookAsync(Reading last, CancellationToken stoppingToken)
    {
        var now = Read();
        var step = now.Wall - last.Wall - time.GetElapsedTime(last.Timestamp, now.Timestamp);
        if (step.Duration() < SmallestStep)
        {
            return now;
        }

        try
        {
            await (step < TimeSpan.Zero ? waits.SetBackAsync(-step, stoppingToken) : Task.CompletedTask);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, FaultTrace.Of(exception));
            return last;
        }
        catch (OperationCanceledException)
        {
            return last;
        }

        Log.Stepped(logger, step.TotalSeconds);
        signals.Delivery.Pulse();
        signals.Events.Pulse();
        return now;
    }

    private Reading Read()
    {
        while (true)
        {
            var reading = new Reading(time.GetTimestamp(), time.GetUtcNow());
            if (time.GetElapsedTime(reading.Timestamp) < LongestReading)
            {
                return reading;
            }
        }
    }

    private readonly record struct Reading(long Timestamp, DateTimeOffset Wall);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "This machine's clock was set by {Seconds:0} s; what waits is reckoned by the clock as it is now")]
        public static partial void Stepped(ILogger logger, double seconds);

        [LoggerMessage(
            LogLevel.Error,
            "This machine's clock was set back, and what waits could not be reckoned anew; it is tried again: {Fault}"
        )]
        public static partial void Failed(ILogger logger, string fault);
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Scheduler;

/// <summary>Keeps looking at the clock of a cluster's node: one that drifts takes no work until it is right again.</summary>
internal sealed partial class ClockWatch(
    NodeClock clock,
    Signals signals,
    IOptions<ClusterOptions> cluster,
    TimeProvider time,
    ILogger<ClockWatch> logger
) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (cluster.Value.Enabled && !stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        var wasTrusted = clock.IsTrusted;
        try
        {
            await clock.LookAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, FaultTrace.Of(exception)); // without its database the node takes no work anyway
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (wasTrusted && !clock.IsTrusted)
        {
            Log.Drifted(logger, clock.Told());
        }
        else if (!wasTrusted && clock.IsTrusted)
        {
            Log.RightAgain(logger);
            signals.Delivery.Pulse();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Error,
            "This machine's clock is {Drift} the database's: it takes no work until it is right again. Set it by NTP"
        )]
        public static partial void Drifted(ILogger logger, string drift);

        [LoggerMessage(LogLevel.Warning, "This machine's clock agrees with the database's again: it takes work")]
        public static partial void RightAgain(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "The database could not be asked for its time: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

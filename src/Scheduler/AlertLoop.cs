using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;

namespace Publisher.Scheduler;

/// <summary>Looks every fifteen seconds whether everything is as it should be (REL-23).</summary>
public sealed partial class AlertLoop(Alerts alerts, DiskRoom room, TimeProvider time, ILogger<AlertLoop> logger) : BackgroundService
{
    public static TimeSpan Every { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Soon after the start, so that what its questions cost once is given back with the other garbage of the start.</summary>
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = _first; !stoppingToken.IsCancellationRequested; wait = Every)
        {
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await (room.IsShort ? Task.CompletedTask : alerts.CheckAsync(stoppingToken));
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, FaultTrace.Of(exception));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Looking for what needs a person failed; it is tried again: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

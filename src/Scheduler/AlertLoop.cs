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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

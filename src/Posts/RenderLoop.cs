using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Renders in the background, one content per core at a time. What was rendering when a process died is rendered again.</summary>
public sealed partial class RenderLoop(Rendering rendering, Signals signals, TimeProvider time, ILogger<RenderLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);
    private readonly HashSet<string> _taken = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => RunAsync(stoppingToken), stoppingToken)));

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pulse = signals.Rendering.Next;
            try
            {
                if (!await rendering.RenderNextAsync(_taken, stoppingToken))
                {
                    await pulse.OrAfterAsync(Sweep, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (MediaUnavailableException away)
            {
                Log.WaitsForStore(logger, away.Message);
                await pulse.OrAfterAsync(Sweep, time, stoppingToken);
            }
            catch (Exception exception)
            {
                Log.Failed(logger, FaultTrace.Of(exception));
                await pulse.OrAfterAsync(Sweep, time, stoppingToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Rendering failed; it is tried again: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);

        [LoggerMessage(LogLevel.Error, "Rendering waits for the media store: {Why}")]
        public static partial void WaitsForStore(ILogger logger, string why);
    }
}

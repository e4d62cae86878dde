using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Scheduler;

/// <summary>
/// Looks through the diary for whatever is due, so that nothing depends on an alarm: prepares what goes out soon, sends what
/// is due, marks what is too late, asks about what is in doubt, removes what is taken down.
/// </summary>
public sealed partial class Sweeper(
    Deliverer deliverer,
    Reconciler reconciler,
    Remover remover,
    LatePosts late,
    PreparingClaims preparing,
    DiskRoom room,
    Signals signals,
    TimeProvider time,
    ILogger<Sweeper> logger
) : BackgroundService
{
    /// <summary>How long before its time a post is prepared, so that uploads do not make it late.</summary>
    public static TimeSpan PreparingAhead { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time between two looks.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromSeconds(1);

    private const int PreparingAtOnce = 8;

    /// <summary>One look at everything.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await late.MarkMissedAsync(cancellationToken);
        await deliverer.DeliverDueAsync(cancellationToken);
        await PrepareSoonAsync(cancellationToken);
        await Task.WhenAll(reconciler.ReconcileDueAsync(cancellationToken), remover.RemoveDueAsync(cancellationToken));
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            LoopAsync(token => late.MarkMissedAsync(token), [signals.Delivery], stoppingToken),
            LoopAsync(deliverer.DeliverDueAsync, [signals.Delivery, signals.Landing], stoppingToken),
            LoopAsync(PrepareSoonAsync, [signals.Delivery], stoppingToken),
            LoopAsync(reconciler.ReconcileDueAsync, [signals.Delivery], stoppingToken),
            LoopAsync(remover.RemoveDueAsync, [signals.Delivery], stoppingToken)
        );

    private async Task PrepareSoonAsync(CancellationToken cancellationToken)
    {
        var waiting = (await preparing.UnpreparedAsync(PreparingAhead, PreparingAtOnce * 8, cancellationToken)).ToArray();
        Random.Shared.Shuffle(waiting); // the nodes of a cluster find the same posts at the same time
        var prepared = 0;
        await Parallel.ForEachAsync(
            waiting,
            new ParallelOptions { MaxDegreeOfParallelism = PreparingAtOnce, CancellationToken = cancellationToken },
            async (postId, token) =>
            {
                if (await deliverer.PrepareAsync(postId, token))
                {
                    Interlocked.Increment(ref prepared);
                }
            }
        );
        if (prepared > 0)
        {
            signals.Delivery.Pulse(); // not for posts that could not be had: they would be looked for without end
        }
    }

    /// <summary>Each kind of work in a loop of its own, so that a slow network in one does not hold up the others.</summary>
    private async Task LoopAsync(Func<CancellationToken, Task> work, Signal[] waking, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pulses = Array.ConvertAll(waking, signal => signal.Next);
            try
            {
                await (room.IsShort ? Task.CompletedTask : work(stoppingToken));
                await pulses.OrAfterAsync(Period, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(logger, FaultTrace.Of(exception));
                await Task.Delay(Period, time, stoppingToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A sweep failed; it is tried again: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

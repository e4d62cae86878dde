using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;

namespace Publisher.Scheduler;

/// <summary>
/// Every hour deletes what was told long ago: events, deliveries that ended, and the ids of messages whose signature has long expired. Items
/// of feeds stay known. The newest event stays, as later ones are counted from it.
/// </summary>
public sealed partial class WebhookPurge(Store store, TimeProvider time, ILogger<WebhookPurge> logger) : BackgroundService
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>In one transaction, so that nobody waits for long.</summary>
    private const int MostEvents = 2_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromHours(1), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await RunAsync(stoppingToken);
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

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ForgetMessagesAsync(cancellationToken);
        while (await store.WriteAsync(scope => ForgetEventsAsync(scope, cancellationToken), cancellationToken) == MostEvents)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The oldest first, so that none is looked at that stays.</summary>
    private static async Task<int> ForgetEventsAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var oldest = scope.Now - Kept;
        var newest = await scope.Db.Events.MaxAsync(told => (long?)told.Sequence, cancellationToken);
        var first = await scope
            .Db.Events.OrderBy(told => told.Sequence)
            .Take(MostEvents)
            .Select(told => new
            {
                told.Sequence,
                told.At,
                told.FannedOut,
            })
            .ToListAsync(cancellationToken);
        var ended = first.TakeWhile(told => told.FannedOut && told.At < oldest && told.Sequence != newest).ToList();
        if (ended.Count > 0)
        {
            var last = ended[^1].Sequence;
            await scope.Db.Events.Where(told => told.Sequence <= last).ExecuteDeleteAsync(cancellationToken);
            scope.Destroys(); // a public link may hold words of a title
        }

        return ended.Count;
    }

    private Task ForgetMessagesAsync(CancellationToken cancellationToken) =>
        store.WriteAsync(
            async scope =>
            {
                var oldest = scope.Now - Kept;
                await scope
                    .Db.WebhookDeliveries.Where(row => row.State != WebhookDeliveryState.Pending && row.CreatedAt < oldest)
                    .ExecuteDeleteAsync(cancellationToken);
                await scope
                    .Db.InboundMessages.Where(row =>
                        row.At < oldest && scope.Db.InboundHooks.Any(hook => hook.Id == row.HookId && hook.FeedUrl == null)
                    )
                    .ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken
        );

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old webhook deliveries could not be deleted: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

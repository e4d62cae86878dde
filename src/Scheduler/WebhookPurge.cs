using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;

namespace Publisher.Scheduler;

/// <summary>Every hour deletes deliveries that ended long ago, and the ids of messages whose signature has long expired. Items of feeds stay known.</summary>
public sealed partial class WebhookPurge(Store store, TimeProvider time, ILogger<WebhookPurge> logger) : BackgroundService
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

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

    public Task RunAsync(CancellationToken cancellationToken) =>
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

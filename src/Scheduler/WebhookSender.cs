using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;
using Publisher.Posts.Webhooks;

namespace Publisher.Scheduler;

/// <summary>
/// Tells endpoints of events. Each endpoint has its own lane, so one that hangs delays nobody but itself.
/// Wakes at every event, at the next try that is due, and now and then for what another process wrote.
/// </summary>
public sealed partial class WebhookSender(
    WebhookOutbox outbox,
    WebhookCall call,
    Signals signals,
    TimeProvider time,
    ILogger<WebhookSender> logger
) : BackgroundService
{
    private static readonly TimeSpan _longestSleep = TimeSpan.FromSeconds(30);

    // Events come in bursts; one transaction for each of them would stand in the way of the burst itself.
    internal static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(25);
    private readonly ConcurrentDictionary<string, Task> _lanes = new();
    private readonly Signal _freed = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Task[] pulses = [signals.Events.Next, _freed.Next];
                var pause = await PassAsync(stoppingToken);
                await pulses.OrAfterAsync(pause, time, stoppingToken);
                await Task.Delay(Breath, TimeProvider.System, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                Log.PassFailed(logger, FaultTrace.Of(exception));
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(_lanes.Values);
    }

    /// <summary>Starts what is due; says how long nothing else will be.</summary>
    private async Task<TimeSpan> PassAsync(CancellationToken stoppingToken)
    {
        var tries = await outbox.TakeAsync([.. _lanes.Keys], stoppingToken);
        foreach (var lane in tries.Items.GroupBy(delivery => delivery.WebhookId))
        {
            _lanes[lane.Key] = Task.CompletedTask;
            _lanes.TryUpdate(lane.Key, DeliverAsync(lane.Key, [.. lane], stoppingToken), Task.CompletedTask);
        }

        var wait = (tries.NextAt ?? DateTimeOffset.MaxValue) - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero
            : wait < _longestSleep ? wait
            : _longestSleep;
    }

    private async Task DeliverAsync(string webhookId, IReadOnlyList<WebhookTry> tries, CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            var answers = await Task.WhenAll(tries.Select(delivery => CallAsync(delivery, stoppingToken)));
            Checkpoint.Pass("webhook-sent");
            await outbox.RecordAsync(answers, CancellationToken.None);
            foreach (var answer in answers.Where(answer => !answer.IsDelivered))
            {
                Log.NotDelivered(logger, webhookId, answer.Try.EventId, answer.Status, answer.Error);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Not known to have arrived: goes again once the lease has ended, with the same id.
        }
        catch (Exception exception)
        {
            Log.LaneFailed(logger, webhookId, FaultTrace.Of(exception));
        }
        finally
        {
            _lanes.TryRemove(webhookId, out _);
            _freed.Pulse();
        }
    }

    private async Task<WebhookAnswer> CallAsync(WebhookTry delivery, CancellationToken stoppingToken)
    {
        using var span = Spans.OfWebhook(delivery.WebhookId);
        var answer = await call.SendAsync(delivery, stoppingToken);
        return span.Ended(answer, WebhookMetrics.NameOf(answer));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Webhook {WebhookId} was not told of {EventId}: {Status} {Error}")]
        public static partial void NotDelivered(ILogger logger, string webhookId, string eventId, int? status, string? error);

        [LoggerMessage(LogLevel.Error, "The deliveries of webhook {WebhookId} failed: {Fault}")]
        public static partial void LaneFailed(ILogger logger, string webhookId, string fault);

        [LoggerMessage(LogLevel.Error, "Looking for webhook deliveries failed; trying again in a second: {Fault}")]
        public static partial void PassFailed(ILogger logger, string fault);
    }
}

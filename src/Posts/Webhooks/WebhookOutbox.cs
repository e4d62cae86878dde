using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;

namespace Publisher.Posts.Webhooks;

/// <summary>The deliveries: written from events, taken for a try, and judged by the answer.</summary>
public sealed class WebhookOutbox(Store store, WebhookKeys keys, WebhookMetrics metrics, TimeProvider time)
{
    /// <summary>A try that has no result by then was lost with its process.</summary>
    private static readonly TimeSpan _lease = TimeSpan.FromSeconds(60);

    private const string SwitchedOff = "webhook_disabled";
    private const int MostEvents = 500;
    private const int MostTries = 256;
    private const int MostTriesOfOne = 8;

    /// <summary>Writes the deliveries of new events and takes those that are due, but for webhooks that are <paramref name="busy"/>, a few of each.</summary>
    public async Task<WebhookTries> TakeAsync(IReadOnlyCollection<string> busy, CancellationToken cancellationToken)
    {
        await using (var db = store.Read())
        {
            var nextAt = await Waiting(db, busy)
                .OrderBy(delivery => delivery.NextTryAt)
                .Select(delivery => (DateTimeOffset?)delivery.NextTryAt)
                .FirstOrDefaultAsync(cancellationToken);
            if ((nextAt is null || nextAt > time.GetUtcNow()) && !await NewEvents(db).AnyAsync(cancellationToken))
            {
                return new WebhookTries([], nextAt);
            }
        }

        return await store.WriteAsync(scope => TakeAsync(scope, busy, cancellationToken), WriteTurn.First, cancellationToken);
    }

    /// <summary>Writes what came of a try, and switches off endpoints that are gone or have failed for too long.</summary>
    public Task RecordAsync(IReadOnlyList<WebhookAnswer> answers, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async scope =>
            {
                foreach (var answer in answers)
                {
                    await RecordAsync(scope, answer, cancellationToken);
                    scope.AfterCommit(() => metrics.Tried(answer));
                }
            },
            cancellationToken
        );

    private async Task<WebhookTries> TakeAsync(WriteScope scope, IReadOnlyCollection<string> busy, CancellationToken cancellationToken)
    {
        var db = scope.Db;
        if (db is PostgresPublisherDb)
        {
            // One node at a time, or an event would be written out twice.
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(20263)", cancellationToken);
        }

        await FanOutAsync(scope, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        var due = await Waiting(db, busy)
            .Where(delivery => delivery.NextTryAt <= scope.Now)
            .OrderBy(delivery => delivery.NextTryAt)
            .ThenBy(delivery => delivery.Id)
            .Take(MostTries)
            .ToListAsync(cancellationToken);
        var webhooks = await WebhooksOfAsync(db, due, cancellationToken);
        var few = due.GroupBy(delivery => delivery.WebhookId).SelectMany(ofOne => ofOne.Take(MostTriesOfOne));
        var tries = few.Select(delivery => Take(delivery, webhooks.GetValueOrDefault(delivery.WebhookId), scope.Now)).OfType<WebhookTry>();
        return new WebhookTries([.. tries], scope.Now);
    }

    private WebhookTry? Take(WebhookDelivery delivery, Webhook? webhook, DateTimeOffset now)
    {
        var (signing, problem) = Signing(delivery, webhook, now);
        if (problem is not null)
        {
            (delivery.State, delivery.LastError) = (WebhookDeliveryState.Failed, problem);
            return null;
        }

        delivery.Tries++;
        delivery.NextTryAt = now + _lease;
        (delivery.LastStatus, delivery.LastError) = (null, null);
        return new WebhookTry(delivery.Id, webhook!.Id, delivery.EventId, new Uri(webhook.Url), delivery.Body, signing);
    }

    private (IReadOnlyList<string> Secrets, string? Problem) Signing(WebhookDelivery delivery, Webhook? webhook, DateTimeOffset now)
    {
        if (webhook is null or { DisabledBecause: not null })
        {
            return ([], SwitchedOff);
        }

        if (delivery.Tries >= WebhookPlan.Waits.Count)
        {
            return ([], delivery.LastError ?? "no_result");
        }

        try
        {
            return (keys.Signing(webhook, now), null);
        }
        catch (CryptographicException)
        {
            // One that was written with another key ring must not stop the others.
            return ([], "secret_unreadable");
        }
    }

    private static async Task FanOutAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var events = await NewEvents(scope.Db).AsTracking().ToListAsync(cancellationToken);
        var webhooks = events.Count is 0
            ? []
            : await scope.Db.Webhooks.Where(webhook => webhook.DisabledBecause == null).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var told in events)
        {
            told.FannedOut = true;
            var body = new Lazy<string>(() => WebhookBody.Of(told.Type, told.At, told.Data));
            scope.Db.WebhookDeliveries.AddRange(
                webhooks.Where(webhook => webhook.Wants(told)).Select(webhook => New(scope, webhook.Id, told.Id, told.Type, body.Value))
            );
        }
    }

    internal static WebhookDelivery New(WriteScope scope, string webhookId, string eventId, string type, string body) =>
        new()
        {
            Id = scope.NewId("whd_"),
            WebhookId = webhookId,
            EventId = eventId,
            Type = type,
            Body = body,
            CreatedAt = scope.Now,
            NextTryAt = scope.Now,
        };

    private static async Task RecordAsync(WriteScope scope, WebhookAnswer answer, CancellationToken cancellationToken)
    {
        var delivery = await scope.Db.WebhookDeliveries.FindAsync([answer.Try.DeliveryId], cancellationToken);
        if (delivery is null)
        {
            return;
        }

        (delivery.LastStatus, delivery.LastError) = (answer.Status, answer.Error);
        if (answer.IsDelivered)
        {
            (delivery.State, delivery.DeliveredAt) = (WebhookDeliveryState.Delivered, scope.Now);
            await Named(scope, delivery.WebhookId)
                .Where(webhook => webhook.FailingSince != null)
                .ExecuteUpdateAsync(set => set.SetProperty(webhook => webhook.FailingSince, (DateTimeOffset?)null), cancellationToken);
            return;
        }

        await FailAsync(scope, delivery, answer.IsGone, cancellationToken);
    }

    private static async Task FailAsync(WriteScope scope, WebhookDelivery delivery, bool gone, CancellationToken cancellationToken)
    {
        if (delivery.State is not WebhookDeliveryState.Pending)
        {
            return;
        }

        var wait = gone ? null : WebhookPlan.WaitAfter(delivery.Tries, Random.Shared.NextDouble());
        delivery.State = wait is null ? WebhookDeliveryState.Failed : WebhookDeliveryState.Pending;
        delivery.NextTryAt = scope.Now + (wait ?? TimeSpan.Zero);

        // Columns, not the entity: its version is what an editor's If-Match compares, and a failed try is no edit.
        await Named(scope, delivery.WebhookId)
            .Where(webhook => webhook.FailingSince == null)
            .ExecuteUpdateAsync(set => set.SetProperty(webhook => webhook.FailingSince, scope.Now), cancellationToken);
        var failedTooLong = scope.Now - WebhookPlan.LongestFailing;
        if (gone || await Named(scope, delivery.WebhookId).AnyAsync(webhook => webhook.FailingSince <= failedTooLong, cancellationToken))
        {
            await SwitchOffAsync(scope, delivery.WebhookId, gone ? "gone" : "failing", cancellationToken);
        }
    }

    private static async Task SwitchOffAsync(WriteScope scope, string webhookId, string cause, CancellationToken cancellationToken)
    {
        var switchedOff = await Named(scope, webhookId)
            .Where(webhook => webhook.DisabledBecause == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(webhook => webhook.DisabledBecause, cause)
                        .SetProperty(webhook => webhook.Version, webhook => webhook.Version + 1),
                cancellationToken
            );
        if (switchedOff is 0)
        {
            return;
        }

        await scope.Db.SaveChangesAsync(cancellationToken);
        await GiveUpAsync(scope, webhookId, cancellationToken);
        await Alerts.RaiseAsync(scope, Troubles.OfWebhook(webhookId, cause, scope.Now), cancellationToken);
    }

    /// <summary>What still waits for a webhook that is off is not tried any more; a person may replay it.</summary>
    internal static Task GiveUpAsync(WriteScope scope, string webhookId, CancellationToken cancellationToken) =>
        scope
            .Db.WebhookDeliveries.Where(delivery => delivery.WebhookId == webhookId && delivery.State == WebhookDeliveryState.Pending)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(delivery => delivery.State, WebhookDeliveryState.Failed)
                        .SetProperty(delivery => delivery.LastError, SwitchedOff),
                cancellationToken
            );

    private static IQueryable<Webhook> Named(WriteScope scope, string id) => scope.Db.Webhooks.Where(webhook => webhook.Id == id);

    private static IQueryable<WebhookDelivery> Waiting(PublisherDb db, IReadOnlyCollection<string> busy) =>
        db.WebhookDeliveries.Where(delivery => delivery.State == WebhookDeliveryState.Pending && !busy.Contains(delivery.WebhookId));

    // Written out, because the partial index is only used for the very words of its filter.
    private static IQueryable<StoredEvent> NewEvents(PublisherDb db) =>
        db.Events.FromSql($"SELECT * FROM events WHERE fanned_out = false ORDER BY sequence LIMIT {MostEvents}");

    private static Task<Dictionary<string, Webhook>> WebhooksOfAsync(
        PublisherDb db,
        List<WebhookDelivery> deliveries,
        CancellationToken cancellationToken
    )
    {
        var ids = deliveries.Select(delivery => delivery.WebhookId).Distinct().ToList();
        return db.Webhooks.Where(webhook => ids.Contains(webhook.Id)).ToDictionaryAsync(webhook => webhook.Id, cancellationToken);
    }
}

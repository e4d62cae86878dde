using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Publisher.Channels.Http;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Webhooks;

/// <summary>Section <c>Alerts</c>: who is told of alerts besides the webhooks that ask for <c>alert.raised</c>.</summary>
public sealed class AlertsOptions
{
    public const string Section = "Alerts";

    /// <summary>Called like any webhook. Its secret is shown by <c>POST /v1/webhooks/wh_alerts/rotate</c>. Default: nobody.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>Not sent yet: a start with it is refused.</summary>
    public string? Email { get; set; }
}

/// <summary>Keeps the webhook of <c>Alerts:WebhookUrl</c> as the setting says: made, moved, switched on again, or removed.</summary>
public sealed class AlertsWebhook(Store store, EgressGuard guard, WebhookKeys keys, IOptions<AlertsOptions> options)
{
    public const string Id = "wh_alerts";

    /// <exception cref="InvalidOperationException">The address may not be called.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var url = options.Value.WebhookUrl;
        if (url is not null && guard.Check(url) is { } refused)
        {
            throw new InvalidOperationException($"Alerts:WebhookUrl cannot be called: {refused.Message}");
        }

        await using (var db = store.Read())
        {
            var present = await db.Webhooks.SingleOrDefaultAsync(row => row.Id == Id, cancellationToken);
            if (present?.Url == url?.ToString() && present?.DisabledBecause is null)
            {
                return;
            }
        }

        await store.WriteAsync(scope => SetAsync(scope, url, cancellationToken), cancellationToken);
    }

    private async Task SetAsync(WriteScope scope, Uri? url, CancellationToken cancellationToken)
    {
        var webhook = await scope.Db.Webhooks.SingleOrDefaultAsync(row => row.Id == Id, cancellationToken);
        if (url is null)
        {
            scope.Db.Webhooks.RemoveRange(webhook is null ? [] : [webhook]);
            return;
        }

        if (webhook is null)
        {
            webhook = new Webhook
            {
                Id = Id,
                Url = url.ToString(),
                Events = [EventTypes.AlertRaised],
                Description = "Alerts:WebhookUrl",
                Secret = keys.Protect(Id, WebhookSignature.NewSecret()),
                CreatedAt = scope.Now,
            };
            scope.Db.Webhooks.Add(webhook);
        }

        (webhook.Url, webhook.DisabledBecause, webhook.FailingSince) = (url.ToString(), null, null);
    }
}

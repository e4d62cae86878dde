using Publisher.Channels;
using Publisher.Channels.Http;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Webhooks;

/// <summary>What a person may say of a webhook.</summary>
/// <param name="Events">Types it wants; empty: all.</param>
/// <param name="Enabled">Saving one that was switched off as enabled starts it anew.</param>
public sealed record WebhookWishes(Uri Url, IReadOnlyList<string> Events, string? Description, bool Enabled);

/// <summary>Makes, edits, tests and repeats webhooks; each call changes rows of the scope and nothing else.</summary>
public sealed class WebhookSetup(EgressGuard guard, WebhookKeys keys, Signals signals)
{
    /// <summary>Everything that is wrong with the wishes, in fields of the API.</summary>
    public IEnumerable<Problem> Check(WebhookWishes wishes)
    {
        if (guard.Check(wishes.Url) is { } refused)
        {
            yield return refused with
            {
                Field = "url",
            };
        }

        for (var index = 0; index < wishes.Events.Count; index++)
        {
            if (!EventTypes.All.Contains(wishes.Events[index]))
            {
                yield return new Problem(
                    "unknown_event",
                    $"events[{index}]",
                    $"“{wishes.Events[index]}” is no event; there are {string.Join(", ", EventTypes.All)}."
                );
            }
        }
    }

    /// <returns>The webhook, and its secret, to be shown once.</returns>
    public (Webhook Webhook, string Secret) Add(WriteScope scope, WebhookWishes wishes)
    {
        var id = scope.NewId("wh_");
        var secret = WebhookSignature.NewSecret();
        var webhook = new Webhook
        {
            Id = id,
            Url = wishes.Url.ToString(),
            Events = wishes.Events,
            Description = wishes.Description,
            Secret = keys.Protect(id, secret),
            DisabledBecause = wishes.Enabled ? null : Webhook.SwitchedOffByHand,
            CreatedAt = scope.Now,
        };
        scope.Db.Webhooks.Add(webhook);
        return (webhook, secret);
    }

    public static async Task EditAsync(WriteScope scope, Webhook webhook, WebhookWishes wishes, CancellationToken cancellationToken)
    {
        (webhook.Url, webhook.Events, webhook.Description) = (wishes.Url.ToString(), wishes.Events, wishes.Description);
        webhook.Version++;
        if (wishes.Enabled)
        {
            (webhook.DisabledBecause, webhook.FailingSince) = (null, null);
            return;
        }

        webhook.DisabledBecause ??= Webhook.SwitchedOffByHand;
        await WebhookOutbox.GiveUpAsync(scope, webhook.Id, cancellationToken);
    }

    /// <returns>The new secret, to be shown once; the present one still signs for 24 hours.</returns>
    public string Rotate(WriteScope scope, Webhook webhook) => keys.Rotate(webhook, scope.Now);

    /// <summary>Sends <c>webhook.test</c> to this endpoint alone, whatever types it asked for.</summary>
    public WebhookDelivery Test(WriteScope scope, Webhook webhook)
    {
        var body = WebhookBody.Of(EventTypes.WebhookTest, scope.Now, PostsJson.Write(new { WebhookId = webhook.Id }));
        var delivery = WebhookOutbox.New(scope, webhook.Id, scope.NewId("evt_"), EventTypes.WebhookTest, body);
        scope.Db.WebhookDeliveries.Add(delivery);
        scope.AfterCommit(signals.Events.Pulse);
        return delivery;
    }

    /// <summary>Sends it again from the first try on, under the same id, also when it had arrived.</summary>
    public void Replay(WriteScope scope, WebhookDelivery delivery)
    {
        (delivery.State, delivery.Tries, delivery.NextTryAt) = (WebhookDeliveryState.Pending, 0, scope.Now);
        (delivery.LastStatus, delivery.LastError, delivery.DeliveredAt) = (null, null, null);
        scope.AfterCommit(signals.Events.Pulse);
    }
}

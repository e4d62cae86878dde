using Publisher.Posts.Storage;

namespace Publisher.Posts.Webhooks;

/// <summary>The secrets a webhook signs with: the present one, and for 24 hours those it had before.</summary>
public sealed class WebhookKeys(Secrets secrets)
{
    public static readonly TimeSpan OldKeysSign = TimeSpan.FromHours(24);
    private const int MostOldKeys = 10;

    /// <summary>Gives a webhook its first secret, encrypted for its row.</summary>
    public string Protect(string webhookId, string secret) => secrets.Protect("webhooks", "secret", webhookId, secret);

    /// <summary>A new secret; the present one still signs for 24 hours.</summary>
    /// <returns>The new secret, to be shown once.</returns>
    public string Rotate(Webhook webhook, DateTimeOffset now)
    {
        var secret = WebhookSignature.NewSecret();
        OldKey[] old = [new(Present(webhook), now + OldKeysSign), .. Old(webhook, now).Take(MostOldKeys - 1)];
        webhook.OldSecret = secrets.Protect("webhooks", "old_secret", webhook.Id, PostsJson.Write(old));
        webhook.OldSecretUntil = now + OldKeysSign;
        webhook.Secret = Protect(webhook.Id, secret);
        webhook.Version++;
        return secret;
    }

    /// <summary>All secrets that sign now, the present one first.</summary>
    public IReadOnlyList<string> Signing(Webhook webhook, DateTimeOffset now) =>
        [Present(webhook), .. Old(webhook, now).Select(key => key.Secret)];

    private string Present(Webhook webhook) => secrets.Unprotect("webhooks", "secret", webhook.Id, webhook.Secret);

    private IEnumerable<OldKey> Old(Webhook webhook, DateTimeOffset now) =>
        webhook.OldSecret is { } old && webhook.OldSecretUntil > now
            ? PostsJson
                .Read<IReadOnlyList<OldKey>>(secrets.Unprotect("webhooks", "old_secret", webhook.Id, old))
                .Where(key => key.Until > now)
            : [];

    private sealed record OldKey(string Secret, DateTimeOffset Until);
}

using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Mastodon;

/// <summary>A status as the instance holds it.</summary>
internal sealed record MastodonStatus(
    string Id,
    string Account,
    DateTimeOffset CreatedAt,
    string Text,
    string SpoilerText,
    bool IsSensitive,
    string Visibility,
    string Language,
    string? InReplyTo,
    int Part,
    IReadOnlyList<MastodonAttachment> Attachments,
    DateTimeOffset? EditedAt = null
)
{
    public JsonObject View(string instance) =>
        new()
        {
            ["id"] = Id,
            ["uri"] = $"{instance}/users/{Account}/statuses/{Id}",
            ["url"] = $"{instance}/@{Account}/{Id}",
            ["created_at"] = $"{CreatedAt:yyyy-MM-ddTHH:mm:ss.fffZ}",
            ["edited_at"] = EditedAt is { } edited ? $"{edited:yyyy-MM-ddTHH:mm:ss.fffZ}" : null,
            ["in_reply_to_id"] = InReplyTo,
            ["in_reply_to_account_id"] = InReplyTo is null ? null : MastodonStatuses.AccountId(Account),
            ["sensitive"] = IsSensitive,
            ["spoiler_text"] = SpoilerText,
            ["visibility"] = Visibility,
            ["language"] = Language,
            ["content"] = MastodonText.Html(Text, instance),
            ["account"] = MastodonStatuses.AccountView(Account, instance),
            ["media_attachments"] = new JsonArray([.. Attachments.Select(attachment => attachment.View(instance))]),
            ["reblog"] = null,
            ["tags"] = new JsonArray(),
            ["mentions"] = new JsonArray(),
            ["replies_count"] = 0,
            ["reblogs_count"] = 0,
            ["favourites_count"] = 0,
            ["quotes_count"] = 0,
        };
}

/// <summary>An upload; <see cref="ReadyAt"/> is a timestamp of the monotonic clock.</summary>
internal sealed record MastodonAttachment(string Id, string Account, LedgerMedium Medium, string Description, long ReadyAt)
{
    public bool IsReady => TimeProvider.System.GetTimestamp() >= ReadyAt;

    public bool IsPicture => Medium.Width is not null;

    public JsonObject View(string instance) =>
        new()
        {
            ["id"] = Id,
            ["type"] = IsPicture ? "image" : "video",
            ["url"] = IsReady ? $"{new Uri(instance).GetLeftPart(UriPartial.Authority)}/_sandbox/media/{Medium.Sha256}" : null,
            ["preview_url"] = null,
            ["remote_url"] = null,
            ["meta"] = IsPicture
                ? new JsonObject
                {
                    ["original"] = new JsonObject { ["width"] = Medium.Width, ["height"] = Medium.Height },
                }
                : null,
            ["description"] = Description.Length == 0 ? null : Description,
            ["blurhash"] = null,
        };
}

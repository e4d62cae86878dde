namespace Publisher.Posts.Watch;

public enum AlertKind
{
    /// <summary>A post is longer than twice its time in sending, asking or removing.</summary>
    PostStuck,

    /// <summary>A post is past its time though nothing holds it.</summary>
    PostOverdue,
    PostNeedsAttention,
    ChannelNeedsReconnect,

    /// <summary>A webhook was switched off because its endpoint failed.</summary>
    WebhookDisabled,

    /// <summary>A post is held because it would show a protected name.</summary>
    PostShowsName,

    /// <summary>What waits cannot be read for protected names, so nothing of it goes out.</summary>
    GuardUnavailable,

    /// <summary>Somebody may have been arrested, or their machine taken: all is paused, their keys are revoked, drafts are hidden.</summary>
    Panic,
}

/// <summary>What a person must look at. Raised once for its subject; resolved by itself when its cause is gone.</summary>
public sealed class Alert
{
    public required string Id { get; init; }
    public required AlertKind Kind { get; init; }
    public string? PostId { get; init; }
    public string? ChannelId { get; init; }
    public string? WebhookId { get; init; }

    /// <summary>A code, such as the post's state or why a webhook is off.</summary>
    public string? Cause { get; init; }

    /// <summary>When the trouble began, as far as is known.</summary>
    public required DateTimeOffset Since { get; init; }
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>Kind and subject while it is open, so that two processes raise it once; null afterwards.</summary>
    public string? OpenKey { get; private set; }
    public string? AcknowledgedBy { get; private set; }
    public DateTimeOffset? AcknowledgedAt { get; private set; }
    public DateTimeOffset? ResolvedAt { get; private set; }

    internal void Open(string key) => OpenKey = key;

    internal void Resolve(DateTimeOffset now) => (ResolvedAt, OpenKey) = (now, null);

    /// <summary>Somebody has seen it. The first who says so is remembered.</summary>
    public void Acknowledge(string person, DateTimeOffset now)
    {
        if (AcknowledgedAt is null)
        {
            (AcknowledgedBy, AcknowledgedAt) = (person, now);
        }
    }
}

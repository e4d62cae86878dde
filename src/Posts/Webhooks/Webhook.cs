namespace Publisher.Posts.Webhooks;

/// <summary>An address that is told of events.</summary>
public sealed class Webhook
{
    /// <summary>A person switched it off.</summary>
    public const string SwitchedOffByHand = "switched_off";

    public required string Id { get; init; }
    public required string Url { get; set; }

    /// <summary>Event types it wants; empty: all.</summary>
    public required IReadOnlyList<string> Events { get; set; }
    public string? Description { get; set; }

    /// <summary>Encrypted <c>whsec_…</c>.</summary>
    public required string Secret { get; set; }

    /// <summary>Encrypted list of those before it, each with its end; see <see cref="WebhookKeys"/>.</summary>
    public string? OldSecret { get; set; }

    /// <summary>When the last of them ends.</summary>
    public DateTimeOffset? OldSecretUntil { get; set; }

    /// <summary>Why it was switched off: <c>gone</c> (it answered 410), <c>failing</c> (5 days) or <c>switched_off</c> (by a person); null while on.</summary>
    public string? DisabledBecause { get; set; }

    /// <summary>Start of the present run of failures.</summary>
    public DateTimeOffset? FailingSince { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Concurrency token and ETag.</summary>
    public int Version { get; set; } = 1;

    /// <summary>True for the types it asked for, from its making on.</summary>
    public bool Wants(StoredEvent told) => told.At >= CreatedAt && (Events.Count is 0 || Events.Contains(told.Type));
}

public enum WebhookDeliveryState
{
    Pending,
    Delivered,
    Failed,
}

/// <summary>One event on its way to one webhook.</summary>
public sealed class WebhookDelivery
{
    public required string Id { get; init; }
    public required string WebhookId { get; init; }

    /// <summary>Goes out as <c>webhook-id</c>, the same on every try.</summary>
    public required string EventId { get; init; }
    public required string Type { get; init; }

    /// <summary>The JSON body.</summary>
    public required string Body { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public WebhookDeliveryState State { get; set; } = WebhookDeliveryState.Pending;
    public int Tries { get; set; }
    public DateTimeOffset NextTryAt { get; set; }
    public int? LastStatus { get; set; }
    public string? LastError { get; set; }
    public DateTimeOffset? DeliveredAt { get; set; }
}

/// <summary>An address that others call with a signature, to make drafts.</summary>
public sealed class InboundHook
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary><c>generic</c>, <c>ghost</c> or <c>rss</c>.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the token in its address; null for a feed that is polled.</summary>
    public string? TokenHash { get; init; }

    /// <summary>Encrypted.</summary>
    public string? Secret { get; init; }
    public string? FeedUrl { get; init; }
    public required string Language { get; init; }
    public required IReadOnlyList<string> Channels { get; init; }
    public bool AutoSubmit { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? PolledAt { get; set; }
}

/// <summary>A message of an inbound hook that was taken, so that a replay changes nothing.</summary>
public sealed class InboundMessage
{
    public required string HookId { get; init; }

    /// <summary>The sender's id of the message, or a hash of it where it is long.</summary>
    public required string MessageId { get; init; }
    public string? ContentId { get; init; }
    public required DateTimeOffset At { get; init; }
}

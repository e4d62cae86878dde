namespace Publisher.Posts;

/// <summary>A fact that the outside is told.</summary>
public sealed class StoredEvent
{
    /// <summary>Grows with every event; what <c>after</c> counts in.</summary>
    public long Sequence { get; init; }
    public required string Id { get; init; }

    /// <summary>One of <see cref="EventTypes.All"/>.</summary>
    public required string Type { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>JSON: ids, states, network, language and public link only.</summary>
    public required string Data { get; init; }

    /// <summary>Deliveries to the webhooks that want it have been written.</summary>
    public bool FannedOut { get; set; }
}

public static class EventTypes
{
    public const string ContentCreated = "content.created";
    public const string ContentUpdated = "content.updated";
    public const string ContentSubmitted = "content.submitted";
    public const string ContentApproved = "content.approved";
    public const string ContentApprovalVoided = "content.approval_voided";
    public const string ContentRejected = "content.rejected";
    public const string ContentTakenDown = "content.taken_down";
    public const string VariantsReady = "variants.ready";
    public const string VariantsImpossible = "variants.impossible";
    public const string PostScheduled = "post.scheduled";
    public const string PostPublished = "post.published";
    public const string PostRefused = "post.refused";
    public const string PostUncertain = "post.uncertain";
    public const string PostNeedsAttention = "post.needs_attention";
    public const string PostMissed = "post.missed";
    public const string PostBlocked = "post.blocked";
    public const string PostCancelled = "post.cancelled";
    public const string PostAbandoned = "post.abandoned";
    public const string PostRemoved = "post.removed";
    public const string TakedownFinished = "takedown.finished";
    public const string ChannelNeedsReconnect = "channel.needs_reconnect";
    public const string MediaScrubbed = "media.scrubbed";
    public const string MediaRejected = "media.rejected";
    public const string PauseStarted = "pause.started";
    public const string PauseEnded = "pause.ended";
    public const string KeyCreated = "key.created";
    public const string AlertRaised = "alert.raised";
    public const string WebhookTest = "webhook.test";

    public static IReadOnlyList<string> All { get; } =
    [
        ContentCreated,
        ContentUpdated,
        ContentSubmitted,
        ContentApproved,
        ContentApprovalVoided,
        ContentRejected,
        ContentTakenDown,
        VariantsReady,
        VariantsImpossible,
        PostScheduled,
        PostPublished,
        PostRefused,
        PostUncertain,
        PostNeedsAttention,
        PostMissed,
        PostBlocked,
        PostCancelled,
        PostAbandoned,
        PostRemoved,
        TakedownFinished,
        ChannelNeedsReconnect,
        MediaScrubbed,
        MediaRejected,
        PauseStarted,
        PauseEnded,
        KeyCreated,
        AlertRaised,
        WebhookTest,
    ];
}

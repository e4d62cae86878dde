namespace Publisher.Posts.Safety;

/// <summary>
/// One act, told by ids and hashes only. Each entry holds the hash of the one before it, so that nothing can be changed, removed or
/// put in between without the key.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Alias of whoever acted; <see cref="Service"/> when the service did by itself.</summary>
    public required string Person { get; init; }

    /// <summary>What was done, such as <c>content.approve</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Id of what it was done to; empty when it has none.</summary>
    public required string Subject { get; init; }

    /// <summary>JSON: further ids and hashes, such as that of what was approved; null without any.</summary>
    public string? Details { get; init; }

    /// <summary>Number of the <see cref="Keys.KeptKey"/> that the hash was made with.</summary>
    public required int KeyNumber { get; init; }

    /// <summary>Hash of the entry before; of the first one zeros.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>HMAC-SHA256 over everything above, in hex.</summary>
    public string Hash { get; internal set; } = "";

    /// <summary>The service itself.</summary>
    public const string Service = "publisher";
}

namespace Publisher.Api.Keys;

/// <summary>What a key may do.</summary>
internal static class Scopes
{
    /// <summary>Every GET, but for those of <see cref="Admin"/> and <see cref="Audit"/>.</summary>
    public const string Read = "read";

    /// <summary>Media, contents, preview, submit.</summary>
    public const string Draft = "draft";

    /// <summary>Approve, reject, confirm keys.</summary>
    public const string Approve = "approve";

    /// <summary>Posts, retry, resolve.</summary>
    public const string Publish = "publish";

    /// <summary>Takedown, remove.</summary>
    public const string Takedown = "takedown";
    public const string Channels = "channels";

    /// <summary>Webhooks and inbound hooks.</summary>
    public const string Webhooks = "webhooks";
    public const string Audit = "audit";

    /// <summary>Everything, and alone the keys.</summary>
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [Read, Draft, Approve, Publish, Takedown, Channels, Webhooks, Audit, Admin];
}

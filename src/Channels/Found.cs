namespace Publisher.Channels;

/// <summary>What a network says became of an attempt.</summary>
public abstract record Found
{
    private Found() { }

    /// <summary>It is visible.</summary>
    public sealed record Landed(RemoteId Id, Uri? Link) : Found;

    /// <summary>Still being processed.</summary>
    public sealed record Working(TimeSpan LookAgainAfter) : Found;

    /// <summary>A person must finish it in the network's app (TikTok's inbox).</summary>
    public sealed record HandedOver : Found;

    /// <summary>Not there now. Counts only when seen twice, later than deadline and visibility lag.</summary>
    public sealed record Missing : Found;

    /// <summary>The network processed it and said no: it is not visible and never will be.</summary>
    public sealed record Failed(string Code, string Reason) : Found;

    /// <summary>The network could not be asked now.</summary>
    public sealed record Unknown(string Reason, TimeSpan? After = null) : Found;
}

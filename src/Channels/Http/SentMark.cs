namespace Publisher.Channels.Http;

/// <summary>
/// Remembers whether a byte of the request's body was ever asked for. Never asked means that the network cannot have acted;
/// asked and no answer understood means that it may have.
/// </summary>
public sealed class SentMark(TimeProvider time)
{
    /// <summary>Never goes back to false.</summary>
    public bool WasAsked { get; private set; }

    /// <summary>All of the body was handed to the connection: the network may hold the whole request.</summary>
    public bool WasWhole { get; private set; }

    internal TimeProvider Time => time;

    internal void Set() => WasAsked = true;

    internal void SetWhole() => WasWhole = true;
}

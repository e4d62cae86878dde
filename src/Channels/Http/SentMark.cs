namespace Publisher.Channels.Http;

/// <summary>
/// Remembers whether a byte of the request's body was ever asked for. Never asked means that the network cannot have acted;
/// asked and no answer understood means that it may have.
/// </summary>
public sealed class SentMark(TimeProvider time)
{
    /// <summary>Never goes back to false.</summary>
    public bool WasAsked { get; private set; }

    internal TimeProvider Time => time;

    internal void Set() => WasAsked = true;
}

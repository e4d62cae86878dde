namespace Publisher.Channels;

/// <summary>What a network calls a part. Opaque outside the network's folder: it may hold several ids (an album's messages, a post's media).</summary>
public readonly record struct RemoteId(string Value)
{
    public override string ToString() => Value;
}

namespace Publisher.Channels;

/// <summary>What the preparing calls came to. Nothing of it is visible to readers.</summary>
public abstract record Prepared
{
    private Prepared() { }

    /// <summary>Ids of uploads, drafts and sessions by names of the network's own; kept with the post and given back to every later call.</summary>
    public sealed record Ready(IReadOnlyDictionary<string, string> Values) : Prepared
    {
        public static Ready Nothing { get; } = new(new Dictionary<string, string>());

        public string this[string name] => Values[name];
    }

    /// <summary>It could not be prepared. <see cref="Outcome.NotSent"/>: again later; <see cref="Outcome.Refused"/>: tell a person.</summary>
    public sealed record Failed(Outcome Why) : Prepared;
}

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

        /// <summary>
        /// What the network calls the part that <paramref name="part"/> follows in a thread; null for the first.
        /// A part that a person put there by hand may have no id that is known here: the one before it takes its place.
        /// </summary>
        public string? IdBefore(Part part) =>
            Enumerable
                .Range(1, part.Number - 1)
                .Select(number => Values.GetValueOrDefault($"part{number}"))
                .LastOrDefault(id => !string.IsNullOrEmpty(id));
    }

    /// <summary>It could not be prepared. <see cref="Outcome.NotSent"/>: again later; <see cref="Outcome.Refused"/>: tell a person.</summary>
    public sealed record Failed(Outcome Why) : Prepared;
}

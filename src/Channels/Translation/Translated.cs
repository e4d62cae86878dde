namespace Publisher.Channels.Translation;

/// <summary>What a translator made of some texts.</summary>
internal abstract record Translated
{
    private Translated() { }

    /// <summary>One for each text that was sent, in the same order; foreign text, nothing in it is believed.</summary>
    public sealed record Texts(IReadOnlyList<string> Items) : Translated;

    /// <summary>The translator does not serve us now, or not as it is set up.</summary>
    /// <param name="Code"><c>translator_not_configured</c>, <c>translator_unavailable</c>, <c>translator_key_refused</c>, <c>translator_quota</c>.</param>
    public sealed record Unavailable(string Code, string Reason, TimeSpan? After = null) : Translated;

    /// <summary>It cannot do this piece, today or tomorrow.</summary>
    public sealed record Refused(Problem Problem) : Translated;
}

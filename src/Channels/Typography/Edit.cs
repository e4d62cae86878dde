namespace Publisher.Channels.Typography;

/// <summary>One change of a text: <paramref name="Length"/> letters from <paramref name="Start"/> give way to <paramref name="Text"/>.</summary>
internal readonly record struct Edit(int Start, int Length, string Text, EditKind Kind);

/// <summary>What was changed, as an editor is told.</summary>
internal enum EditKind
{
    /// <summary>Characters that nobody sees: zero-width spaces, soft hyphens.</summary>
    Invisible,

    /// <summary>No-break spaces, where only ordinary ones may leave (SLD-35).</summary>
    Spaces,

    /// <summary>Letters of another alphabet or another form of Unicode.</summary>
    Letters,
    Quotes,
    Dashes,
    Ellipses,

    /// <summary>Dashes between two numbers.</summary>
    Ranges,

    /// <summary>Full stops, and the Armenian mark for a pause.</summary>
    Stops,
}

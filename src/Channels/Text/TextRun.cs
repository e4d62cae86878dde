namespace Publisher.Channels.Text;

/// <summary>Letters of one style, as a reader sees them: no markup, no entities.</summary>
/// <param name="Link">Absolute http or https address; null: no link.</param>
public sealed record TextRun(string Text, RunStyle Style = RunStyle.None, string? Link = null);

[Flags]
public enum RunStyle
{
    None = 0,
    Bold = 1,
    Italic = 2,
    Strike = 4,
    Code = 8,

    /// <summary>A block of code, with its own line breaks.</summary>
    Preformatted = 16,

    /// <summary>Inside a block quote.</summary>
    Quote = 32,

    /// <summary>The mark of a footnote, such as <c>[1]</c>, each a run of its own.</summary>
    Note = 64,
}

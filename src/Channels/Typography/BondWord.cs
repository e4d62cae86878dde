using Publisher.Channels.Text;

namespace Publisher.Channels.Typography;

/// <summary>A word between blanks, as the rules for bonds look at it.</summary>
/// <param name="Text">With its marks.</param>
/// <param name="Start">In the whole text.</param>
/// <param name="EndsLine">The writer broke the line after it.</param>
/// <param name="IsKept">An address, a handle or a hashtag: never broken.</param>
/// <param name="Edges">Where a style begins or ends in the whole text.</param>
internal sealed record BondWord(string Text, int Start, bool BeginsLine, bool EndsLine, bool IsKept, IReadOnlySet<int> Edges)
{
    private static readonly char[] Opening = [.. "«„“‘‹(\"'["];
    private static readonly char[] Closing = [.. "»”“’›)]\"'.,:;!?…։՝،؟"];

    public int End => Start + Text.Length;

    /// <summary>Without opening marks.</summary>
    public string Body { get; } = Text.TrimStart(Opening);

    /// <summary>Without marks at either end.</summary>
    public string Bare => Body.TrimEnd(Closing);

    /// <summary>No mark stands between it and the next word.</summary>
    public bool IsOpenEnded => Body.Length > 0 && Bare.Length == Body.Length;

    public bool IsDash => Text is "—" or "–" or "-";

    public bool BeginsWithClosing =>
        Text.Length > 0 && (Text[0] is '՛' or '՜' or '՞' || (Closing.Contains(Text[0]) && !Opening.Contains(Text[0])));

    /// <summary>Bold, or another style, begins right at its first letter.</summary>
    public bool BeginsStyle => Edges.Contains(End - Body.Length);

    /// <summary>Bold, or another style, begins or ends after so many of its letters.</summary>
    public bool HasEdgeAt(int letters) => Edges.Contains(Start + letters);

    public bool IsOpening => Body.Length == 0;

    public static IReadOnlyList<BondWord> Read(string text, IReadOnlySet<int> edges)
    {
        var kept = new bool[text.Length];
        foreach (var span in WholeSpans.Find(text))
        {
            kept.AsSpan(span.Start, span.Length).Fill(true);
        }

        var words = new List<BondWord>();
        var begins = true;
        for (var at = 0; at < text.Length; )
        {
            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            var end = at;
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (end > start)
            {
                var ends = text.AsSpan(end, at - end).Contains('\n');
                words.Add(new BondWord(text[start..end], start, begins, ends, kept.AsSpan(start, end - start).Contains(true), edges));
                begins = ends;
            }
        }

        return words;
    }
}

using System.Text;

namespace Publisher.Channels.Text;

/// <summary><c>**bold**</c> inside the text of slides: it is neither counted nor left open at a cut (SLD-28).</summary>
internal static class BoldMarks
{
    public const string Mark = "**";

    /// <summary>The words alone, as they leave beside the picture: a no-break space was for the picture only (SLD-35).</summary>
    public static string Without(string text) => text.Replace(Mark, "", StringComparison.Ordinal).Replace('\u00A0', ' ');

    /// <summary>Grapheme clusters that a reader sees.</summary>
    public static int Letters(string text) => TextCounter.Count(Without(text), CountUnit.Graphemes);

    /// <summary>A paragraph's runs as one line, bold between marks.</summary>
    public static string Of(IReadOnlyList<TextRun> runs)
    {
        var text = string.Concat(runs.Select(Marked));
        return CleanText.Line(text.Replace(Mark + Mark, "", StringComparison.Ordinal));
    }

    /// <summary>The letters without the marks; a mark without its partner is text.</summary>
    public static BoldText Read(string text)
    {
        var letters = new StringBuilder(text.Length);
        var bold = new List<bool>(text.Length);
        var places = new List<int>(text.Length);
        var isBold = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (IsMark(text, at, isBold))
            {
                isBold = !isBold;
                at++;
                continue;
            }

            letters.Append(text[at]);
            bold.Add(isBold);
            places.Add(at);
        }

        return new BoldText(letters.ToString(), bold, places);
    }

    private static bool IsMark(string text, int at, bool isBold) =>
        string.CompareOrdinal(text, at, Mark, 0, Mark.Length) == 0
        && (isBold || text.IndexOf(Mark, at + Mark.Length, StringComparison.Ordinal) > at + Mark.Length);

    /// <summary>Closes what a piece leaves open and opens it again in the next. The pieces stood in one text.</summary>
    public static IReadOnlyList<string> Balance(IEnumerable<string> pieces)
    {
        var balanced = new List<string>();
        var isOpen = false;
        foreach (var piece in pieces)
        {
            var text = isOpen ? Mark + piece : piece;
            isOpen = MarksIn(text) % 2 == 1;
            balanced.Add((isOpen ? text + Mark : text).Replace(Mark + Mark, "", StringComparison.Ordinal).Trim());
        }

        return balanced;
    }

    private static string Marked(TextRun run)
    {
        var text = run.Text.Replace(Mark, "*", StringComparison.Ordinal);
        return run.Style.HasFlag(RunStyle.Bold) && !string.IsNullOrWhiteSpace(text) ? Mark + text + Mark : text;
    }

    private static int MarksIn(string text)
    {
        var count = 0;
        for (var at = text.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Mark, at + 2, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }
}

/// <param name="Bold">Of each letter.</param>
/// <param name="Places">Of each letter in the text with its marks.</param>
internal sealed record BoldText(string Letters, IReadOnlyList<bool> Bold, IReadOnlyList<int> Places)
{
    /// <summary>The letters before which bold begins or ends.</summary>
    public IReadOnlySet<int> Edges => Enumerable.Range(0, Bold.Count).Where(at => Bold[at] != (at > 0 && Bold[at - 1])).ToHashSet();
}

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

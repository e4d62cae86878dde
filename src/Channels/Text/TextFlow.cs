namespace Publisher.Channels.Text;

/// <summary>A text as one run of styled letters with its own line breaks, for targets that know no blocks. Can be cut anywhere.</summary>
public sealed class TextFlow(IReadOnlyList<TextRun> runs)
{
    public static TextFlow Empty { get; } = new([]);

    public IReadOnlyList<TextRun> Runs { get; } = runs;

    /// <summary>What a reader sees.</summary>
    public string Visible { get; } = string.Concat(runs.Select(run => run.Text));

    public bool IsEmpty => string.IsNullOrWhiteSpace(Visible);

    public static TextFlow Of(string text, RunStyle style = RunStyle.None, string? link = null) =>
        text.Length == 0 ? Empty : new TextFlow([new TextRun(text, style, link)]);

    /// <summary>The flows that are not empty, with a blank line between them.</summary>
    public static TextFlow Join(params IEnumerable<TextFlow> flows)
    {
        var joined = new List<TextRun>();
        foreach (var flow in flows.Where(flow => !flow.IsEmpty))
        {
            if (joined.Count > 0)
            {
                joined.Add(new TextRun("\n\n"));
            }

            joined.AddRange(flow.Runs);
        }

        return new TextFlow(joined);
    }

    /// <summary>The letters from <paramref name="start"/> up to <paramref name="end"/> of <see cref="Visible"/>, with their styles.</summary>
    public TextFlow Slice(int start, int end)
    {
        var slice = new List<TextRun>();
        var position = 0;
        foreach (var run in Runs)
        {
            var (from, to) = (Math.Max(start - position, 0), Math.Min(end - position, run.Text.Length));
            if (from < to)
            {
                slice.Add(run with { Text = run.Text[from..to] });
            }

            position += run.Text.Length;
        }

        return new TextFlow(slice);
    }

    /// <summary>For targets without links: each link's text is followed by its address, unless it is the address already.</summary>
    public TextFlow WithAddresses()
    {
        var written = new List<TextRun>(Runs.Count);
        for (var index = 0; index < Runs.Count; index++)
        {
            var run = Runs[index];
            written.Add(run with { Link = null });
            if (run.Link is { } link && (index == Runs.Count - 1 || Runs[index + 1].Link != link) && !Shows(LinkText(index), link))
            {
                written.Add(new TextRun($" ({link})"));
            }
        }

        return new TextFlow(written);
    }

    /// <summary>Where the links stand in <see cref="Visible"/>.</summary>
    internal IReadOnlyList<TextSpan> LinkSpans()
    {
        var spans = new List<TextSpan>();
        var position = 0;
        string? open = null;
        foreach (var run in Runs)
        {
            var end = position + run.Text.Length;
            if (run.Link is not null && run.Link == open)
            {
                spans[^1] = spans[^1] with { End = end };
            }
            else if (run.Link is not null)
            {
                spans.Add(new TextSpan(position, end));
            }

            open = run.Link;
            position = end;
        }

        return spans;
    }

    private string LinkText(int last)
    {
        var first = last;
        while (first > 0 && Runs[first - 1].Link == Runs[last].Link)
        {
            first--;
        }

        return string.Concat(Runs.Skip(first).Take(last + 1 - first).Select(run => run.Text));
    }

    private static bool Shows(string text, string link) =>
        text.Trim().Equals(link, StringComparison.OrdinalIgnoreCase)
        || text.Trim().Equals(link[(link.IndexOf("//", StringComparison.Ordinal) + 2)..].TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}

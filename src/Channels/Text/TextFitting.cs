namespace Publisher.Channels.Text;

/// <summary>Shortens a text to what is left of a limit: at a sentence, else at a word with “…”; never inside a grapheme or a link.</summary>
public static class TextFitting
{
    private const string Ellipsis = "…";

    /// <summary>The whole text if it fits, else its beginning; empty when not even a word has room.</summary>
    public static TextFlow Cut(TextFlow flow, TextMeasure measure, string language)
    {
        if (measure.Fits(flow.Visible))
        {
            return flow;
        }

        var points = new CutPoints(flow.Visible, language, flow.LinkSpans());
        return points.Find(0, measure) switch
        {
            { Kind: CutKind.Paragraph or CutKind.Sentence, End: var end } => flow.Slice(0, end),
            _ => CutAtWord(flow, points, measure),
        };
    }

    public static string Cut(string text, TextMeasure measure, string language) => Cut(TextFlow.Of(text), measure, language).Visible;

    /// <summary>For titles and alike: always at a word.</summary>
    public static string CutAtWord(string text, TextMeasure measure, string language) =>
        measure.Fits(text) ? text : CutAtWord(TextFlow.Of(text), new CutPoints(text, language), measure).Visible;

    private static TextFlow CutAtWord(TextFlow flow, CutPoints points, TextMeasure measure)
    {
        var room = measure.Less(Ellipsis);
        var end = points.FindWord(0, room) ?? points.Find(0, room).End;
        var kept = flow.Visible[..end].TrimEnd().TrimEnd(',', ';', ':', '-', '–', '—', '.').TrimEnd();
        return kept.Length == 0 ? TextFlow.Empty : new TextFlow([.. flow.Slice(0, kept.Length).Runs, new TextRun(Ellipsis)]);
    }
}

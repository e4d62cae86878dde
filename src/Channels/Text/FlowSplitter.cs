using System.Globalization;

namespace Publisher.Channels.Text;

/// <summary>Splits a long flow into messages: between paragraphs, else sentences, else words. Loses nothing but the blanks at the cuts.</summary>
public static class FlowSplitter
{
    /// <param name="measure">What one message may hold; the same for all.</param>
    public static IReadOnlyList<TextFlow> Split(TextFlow flow, TextMeasure measure, string language)
    {
        var text = flow.Visible;
        var cuts = new CutPoints(text, language, flow.LinkSpans());
        var parts = new List<TextFlow>();
        var start = SkipBlanks(text, 0);
        while (start < text.Length)
        {
            var end = cuts.Find(start, measure).End;
            if (end <= start)
            {
                end = ForcedEnd(text, start, measure);
            }

            parts.Add(flow.Slice(start, start + text.AsSpan(start, end - start).TrimEnd().Length));
            start = SkipBlanks(text, end);
        }

        return parts;
    }

    /// <summary>A link longer than a whole message has to be cut after all.</summary>
    private static int ForcedEnd(string text, int start, TextMeasure measure)
    {
        var reach = measure.Reach(text, start, []);
        return reach > start ? reach : start + StringInfo.GetNextTextElementLength(text.AsSpan(start));
    }

    private static int SkipBlanks(string text, int from)
    {
        while (from < text.Length && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        return from;
    }
}

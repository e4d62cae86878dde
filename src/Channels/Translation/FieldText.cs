namespace Publisher.Channels.Translation;

/// <summary>A text of a piece, cut into what is translated on its own: paragraphs, headings, cells, lines.</summary>
internal abstract class FieldText(string source, ProtectedSpans spans)
{
    protected string Source => source;

    protected ProtectedSpans Spans => spans;

    /// <summary>What a translator gets; what holds no word stays as it is.</summary>
    public abstract IReadOnlyList<IReadOnlyList<SegmentPart>> Segments { get; }

    /// <summary>Put together again from its own words, it reads as before. Marks can be so tangled that it does not.</summary>
    protected virtual bool IsSound => true;

    /// <summary>
    /// The text with translated segments in place of its own. Null when that would break something: a protected stretch that is not there
    /// exactly as often as before, or another structure.
    /// </summary>
    /// <param name="answers">Marked text, one for each segment.</param>
    public string? Join(IReadOnlyList<string> answers)
    {
        var mended = new List<IReadOnlyList<SegmentPart>>(answers.Count);
        foreach (var (answer, sent) in answers.Zip(Segments))
        {
            if (MarkedText.Read(answer, sent) is not { } parts)
            {
                return null;
            }

            mended.Add(Seams.Mend(parts, sent));
        }

        var joined = Put(mended);
        return IsSound && KeepsAll(Plain(source), Plain(joined)) && Shape(joined).SequenceEqual(Shape(source)) ? joined : null;
    }

    protected abstract string Put(IReadOnlyList<IReadOnlyList<SegmentPart>> segments);

    /// <summary>As readers see it.</summary>
    protected abstract string Plain(string text);

    /// <summary>What stands around the words, in an order that does not depend on them.</summary>
    protected abstract IEnumerable<string> Shape(string text);

    /// <summary>
    /// The same protected stretches, none added; and each as often as before even where it is glued to a word, and so is no stretch of its
    /// own. A figure may be added, as “five percent” can become one.
    /// </summary>
    private bool KeepsAll(string before, string after) =>
        Protected(before).SequenceEqual(Protected(after))
        && Found(before).Concat(spans.Terms).Distinct().All(text => Count(before, text) == Count(after, text));

    private IEnumerable<string> Protected(string plain) => Found(plain, withFigures: false).Order(StringComparer.Ordinal);

    private IEnumerable<string> Found(string plain, bool withFigures = true) =>
        spans.Find(plain).Where(found => withFigures || !found.IsFigure).Select(found => plain[found.Span.Start..found.Span.End]);

    private static int Count(string text, string one)
    {
        var count = 0;
        for (var at = 0; (at = text.IndexOf(one, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += one.Length)
        {
            count++;
        }

        return count;
    }
}

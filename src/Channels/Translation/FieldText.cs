namespace Publisher.Channels.Translation;

/// <summary>A text of a piece, cut into what is translated on its own: paragraphs, headings, cells, lines.</summary>
internal abstract class FieldText(string source, ProtectedSpans spans)
{
    protected string Source => source;

    protected ProtectedSpans Spans => spans;

    /// <summary>What a translator gets; what holds no word stays as it is.</summary>
    public abstract IReadOnlyList<IReadOnlyList<SegmentPart>> Segments { get; }

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
        return Protected(joined).SequenceEqual(Protected(source)) && Shape(joined).SequenceEqual(Shape(source)) ? joined : null;
    }

    protected abstract string Put(IReadOnlyList<IReadOnlyList<SegmentPart>> segments);

    /// <summary>As readers see it.</summary>
    protected abstract string Plain(string text);

    /// <summary>What stands around the words, in an order that does not depend on them.</summary>
    protected abstract IEnumerable<string> Shape(string text);

    private List<string> Protected(string text)
    {
        var plain = Plain(text);
        return
        [
            .. spans
                .Find(plain)
                .Where(found => !found.IsFigure)
                .Select(found => plain[found.Span.Start..found.Span.End])
                .Order(StringComparer.Ordinal),
        ];
    }
}

namespace Publisher.Channels.Text;

/// <summary>Where a text may be cut: between paragraphs, else between sentences, else between words; never inside a link, an address, a handle or a hashtag.</summary>
internal sealed class CutPoints
{
    private readonly string _text;
    private readonly IReadOnlyList<TextSpan> _whole;
    private readonly IReadOnlyList<int> _sentences;

    /// <param name="links">Stretches that stay whole besides what the text itself shows as one.</param>
    public CutPoints(string text, string language, IReadOnlyList<TextSpan>? links = null)
    {
        _text = text;
        _whole = Merge(WholeSpans.Find(text), links ?? []);
        _sentences = [.. Sentences.EndsOf(text, language).Where(end => !IsInside(end))];
    }

    /// <summary>The best cut after <paramref name="start"/> that <paramref name="measure"/> allows. <see cref="CutKind.None"/>: all that is left fits.</summary>
    public Cut Find(int start, TextMeasure measure)
    {
        var reach = measure.Reach(_text, start, _whole);
        if (reach == _text.Length)
        {
            return new Cut(reach, CutKind.None);
        }

        if (LastSentence(start, reach) is { } sentence)
        {
            return sentence;
        }

        return LastWord(start, reach) is { } word ? new Cut(word, CutKind.Word) : new Cut(reach, CutKind.Letter);
    }

    /// <summary>The last cut between words; null when the first word alone is too long.</summary>
    public int? FindWord(int start, TextMeasure measure) => LastWord(start, measure.Reach(_text, start, _whole));

    private Cut? LastSentence(int start, int reach)
    {
        int? sentence = null;
        for (var index = _sentences.Count - 1; index >= 0 && _sentences[index] > start; index--)
        {
            var end = _sentences[index];
            if (end > reach)
            {
                continue;
            }

            sentence ??= end;
            if (end - start < (reach - start) / 2)
            {
                break;
            }

            if (_text.AsSpan(end).StartsWith("\n\n"))
            {
                return new Cut(end, CutKind.Paragraph);
            }
        }

        return sentence is { } found ? new Cut(found, CutKind.Sentence) : null;
    }

    private int? LastWord(int start, int reach)
    {
        for (var end = Math.Min(reach, _text.Length); end > start; end--)
        {
            var isEdge = end == _text.Length || (char.IsWhiteSpace(_text[end]) && !char.IsWhiteSpace(_text[end - 1]));
            if (isEdge && !IsInside(end))
            {
                return end;
            }
        }

        return null;
    }

    private bool IsInside(int position) => _whole.Any(span => span.Start < position && position < span.End);

    private static IReadOnlyList<TextSpan> Merge(IReadOnlyList<TextSpan> addresses, IReadOnlyList<TextSpan> links)
    {
        if (links.Count == 0)
        {
            return addresses;
        }

        var apart = addresses.Where(address => !links.Any(link => address.Start < link.End && link.Start < address.End));
        return [.. apart.Concat(links).OrderBy(span => span.Start)];
    }
}

/// <param name="End">Behind the last letter that stays.</param>
internal readonly record struct Cut(int End, CutKind Kind);

internal enum CutKind
{
    None,
    Paragraph,
    Sentence,
    Word,
    Letter,
}

using System.Buffers;
using System.Globalization;

namespace Publisher.Channels.Text;

/// <summary>
/// What means something only as a whole: addresses with and without their scheme, e-mail addresses, handles, hashtags. No cut and no
/// line end goes through one, typography and translation leave it as it is (SLD-28, SLD-36). One walk over the text, whatever stands in it.
/// </summary>
internal static class WholeSpans
{
    private static readonly SearchValues<char> AsciiLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>In the order they stand; none overlaps another.</summary>
    public static IReadOnlyList<TextSpan> Find(string text)
    {
        if (text.AsSpan().IndexOfAny('@', '#', '.') < 0)
        {
            return AddressSpans.Find(text);
        }

        var spans = AddressSpans.Find(text).ToList();
        for (var at = text.AsSpan().IndexOfAny('@', '#', '.'); at >= 0 && at < text.Length; at = Next(text, at + 1))
        {
            var span = text[at] switch
            {
                '@' => Handle(text, at),
                '#' => Hashtag(text, at),
                _ => Domain(text, at),
            };
            if (span.Length > 1)
            {
                spans.Add(span);
            }

            at = Math.Max(at, span.End - 1);
        }

        return Merged(spans, text);
    }

    private static List<TextSpan> Merged(List<TextSpan> spans, string text)
    {
        var merged = new List<TextSpan>(spans.Count);
        foreach (var span in spans.OrderBy(span => span.Start).Select(span => span.WholeIn(text)))
        {
            if (merged.Count > 0 && merged[^1].End > span.Start)
            {
                merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, span.End) };
            }
            else
            {
                merged.Add(span);
            }
        }

        return merged;
    }

    private static int Next(string text, int from)
    {
        var offset = text.AsSpan(from).IndexOfAny('@', '#', '.');
        return offset < 0 ? -1 : from + offset;
    }

    /// <summary><c>@name</c>, <c>@name@server.example</c> or <c>name@server.example</c>.</summary>
    private static TextSpan Handle(string text, int at)
    {
        var start = at;
        while (start > 0 && (IsOfName(text[start - 1]) || text[start - 1] is '%' or '+'))
        {
            start--;
        }

        while (start < at && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        var end = at + 1;
        while (end < text.Length && (IsOfName(text[end]) || (text[end] == '@' && text[end - 1] != '@')))
        {
            end++;
        }

        var kept = TrimmedEnd(text, at + 1, end);
        return kept == at + 1 ? Nothing(end) : new TextSpan(start, kept);
    }

    private static TextSpan Hashtag(string text, int at)
    {
        if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
        {
            return default;
        }

        var end = at + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_' || IsMark(text[end])))
        {
            end++;
        }

        return new TextSpan(at, end);
    }

    /// <summary><c>most.example/path</c>: names of ASCII letters with a dot between them, the last one at least two letters and no digit.</summary>
    private static TextSpan Domain(string text, int dot)
    {
        if (dot == 0 || dot == text.Length - 1 || !char.IsAsciiLetterOrDigit(text[dot - 1]) || !char.IsAsciiLetterOrDigit(text[dot + 1]))
        {
            return default;
        }

        var start = dot;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == '-'))
        {
            start--;
        }

        var end = dot + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '.'))
        {
            end++;
        }

        end = TrimmedEnd(text, dot, end);
        var last = text.AsSpan(start, end - start);
        last = last[(last.LastIndexOf('.') + 1)..];
        if (last.Length < 2 || last.ContainsAnyExcept(AsciiLetters))
        {
            return Nothing(end);
        }

        while (end < text.Length && text[end] is > ' ' and < '\u007F' and not ('"' or '<' or '>' or ')' or ']' or '`'))
        {
            end++;
        }

        return new TextSpan(start, TrimmedEnd(text, dot, end));
    }

    /// <summary>Up to there nothing of the kind begins: the walk goes on behind it, or hostile texts would be walked again and again.</summary>
    private static TextSpan Nothing(int end) => new(end, end);

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '.' or '_' or '-';

    private static int TrimmedEnd(string text, int from, int end)
    {
        while (end > from && text[end - 1] is '.' or '-' or '@' or ',' or ':' or ';' or '!' or '?' or '*' or '\'')
        {
            end--;
        }

        return end;
    }

    private static bool IsMark(char letter) =>
        CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}

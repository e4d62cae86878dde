using System.Buffers;
using System.Globalization;

namespace Publisher.Channels.Text;

/// <summary>A stretch of a text.</summary>
internal readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;

    /// <summary>The same, up to the edge of the grapheme that it ends in.</summary>
    public TextSpan WholeIn(string text)
    {
        var index = Start;
        while (index < End)
        {
            index += StringInfo.GetNextTextElementLength(text.AsSpan(index));
        }

        return this with
        {
            End = index,
        };
    }
}

/// <summary>Finds the addresses in a plain text: what may never be cut, and what some networks count at one fixed length.</summary>
internal static class AddressSpans
{
    private static readonly SearchValues<char> Closing = SearchValues.Create(".,:;!?*'&|@=~$%[]-_…");
    private static readonly SearchValues<char> Outside = SearchValues.Create("<>(){}\"«»“”„‘’`\\");

    public static IReadOnlyList<TextSpan> Find(string text)
    {
        List<TextSpan>? spans = null;
        var from = 0;
        while (text.IndexOf("://", from, StringComparison.Ordinal) is var colon and >= 0)
        {
            from = colon + 3;
            var start = StartOf(text, colon);
            var end = EndOf(text, from);
            if (start >= 0 && end > from)
            {
                (spans ??= []).Add(new TextSpan(start, end));
                from = end;
            }
        }

        return spans ?? (IReadOnlyList<TextSpan>)[];
    }

    /// <summary>With those that begin with no scheme: what X makes links of.</summary>
    /// <remarks>X knows the endings of domains by a list; here any ending counts, so that a text is rather too short than refused.</remarks>
    public static IReadOnlyList<TextSpan> FindWithBare(string text)
    {
        var addresses = Find(text);
        var bare = BareAddresses
            .Find(text)
            .Select(span => span.WholeIn(text))
            .Where(span => !addresses.Any(address => span.Start < address.End && address.Start < span.End));
        return [.. addresses.Concat(bare).OrderBy(span => span.Start)];
    }

    private static int StartOf(string text, int colon)
    {
        var before = text.AsSpan(0, colon);
        var length =
            before.EndsWith("https", StringComparison.OrdinalIgnoreCase) ? 5
            : before.EndsWith("http", StringComparison.OrdinalIgnoreCase) ? 4
            : 0;
        var start = colon - length;
        return length == 0 || (start > 0 && char.IsLetterOrDigit(text[start - 1])) ? -1 : start;
    }

    private static int EndOf(string text, int from)
    {
        var end = from;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !char.IsControl(text[end]) && !Outside.Contains(text[end]))
        {
            end++;
        }

        while (end > from && Closing.Contains(text[end - 1]))
        {
            end--;
        }

        return end;
    }
}

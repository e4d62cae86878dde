using System.Globalization;

namespace Publisher.Channels.Text;

/// <summary>
/// Finds addresses that begin with no scheme, such as <c>news.example/a</c>: a domain in Latin letters with any ending, and a path of
/// plain letters. In one pass: nested patterns take seconds for texts that were made to slow them.
/// </summary>
internal static class BareAddresses
{
    private const int ShortestEnding = 2;
    private const int LongestEnding = 24;

    /// <summary>In order, none within another.</summary>
    public static IEnumerable<TextSpan> Find(string text)
    {
        for (var at = 0; at < text.Length; )
        {
            if (!IsHost(text[at]))
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < text.Length && IsHost(text[end]))
            {
                end++;
            }

            if ((at == 0 || MayStandBefore(text[at - 1])) && DomainEnd(text, at, end) is { } domain)
            {
                var whole = new TextSpan(at, PathEnd(text, domain) ?? domain);
                yield return whole;
                end = Math.Max(end, whole.End);
            }

            at = end;
        }
    }

    /// <summary>Where the longest domain ends that begins at <paramref name="start"/>; null: none does.</summary>
    private static int? DomainEnd(string text, int start, int end)
    {
        int? best = null;
        for (var label = start; label < end; )
        {
            var dot = text.IndexOf('.', label, end - label);
            var labelEnd = dot < 0 ? end : dot;
            if (label > start && EndingAt(text, label) is { } ending && !Continues(text, ending))
            {
                best = ending;
            }

            if (dot < 0 || labelEnd == label || text[label] == '-' || text[labelEnd - 1] == '-')
            {
                break; // what follows would need this label
            }

            label = dot + 1;
        }

        return best;
    }

    /// <summary>Behind the letters that stand here, if they are as many as an ending has.</summary>
    private static int? EndingAt(string text, int label)
    {
        var end = label;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return end - label is >= ShortestEnding and <= LongestEnding ? end : null;
    }

    private static int? PathEnd(string text, int start)
    {
        if (start == text.Length || text[start] != '/')
        {
            return null;
        }

        var end = start + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || "/_.~%?=&#+-".Contains(text[end], StringComparison.Ordinal)))
        {
            end++;
        }

        while (end > start && (!MayEndPath(text[end - 1]) || Continues(text, end)))
        {
            end--;
        }

        return end > start ? end : null;
    }

    private static bool IsHost(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-';

    private static bool MayEndPath(char letter) => char.IsAsciiLetterOrDigit(letter) || "/_~=+-".Contains(letter, StringComparison.Ordinal);

    private static bool Continues(string text, int end) =>
        end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '@');

    private static bool MayStandBefore(char letter) =>
        !"_@#$&/".Contains(letter, StringComparison.Ordinal)
        && !char.IsLetter(letter)
        && !char.IsNumber(letter)
        && char.GetUnicodeCategory(letter)
            is not (
                UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format
            );
}

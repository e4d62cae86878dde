using System.Buffers;

namespace Publisher.Channels.Typography;

/// <summary>Hyphens inside words: most may not end a line, those of two long words may.</summary>
internal static class Hyphens
{
    private const int ShortPart = 3;

    private static readonly SearchValues<char> Dashes = SearchValues.Create("-–—");

    public static IEnumerable<BondPlace> Find(BondWord word)
    {
        if (word.IsKept)
        {
            yield break;
        }

        for (var at = word.Text.IndexOf('-', 1); at > 0; at = word.Text.IndexOf('-', at + 1))
        {
            if (at + 1 < word.Text.Length && Joins(word.Text[at - 1]) && char.IsLetterOrDigit(word.Text[at + 1]))
            {
                yield return new BondPlace(word.Start + at, MayEndLine(word.Text, at) ? Bond.Soft : Bond.Hard);
            }
        }
    }

    private static bool Joins(char letter) => char.IsLetterOrDigit(letter) || letter is '%' or '»' or '”' or '“' or '՛' or '՞' or '՜';

    /// <summary>Both parts are longer than three letters, and neither is a number or an acronym.</summary>
    private static bool MayEndLine(ReadOnlySpan<char> text, int hyphen)
    {
        var before = text[..hyphen];
        before = before[(before.LastIndexOfAny(Dashes) + 1)..];
        var after = text[(hyphen + 1)..];
        after = after.IndexOfAny(Dashes) is >= 0 and var end ? after[..end] : after;
        return Letters(before) > ShortPart && Letters(after) > ShortPart && !IsAcronym(before);
    }

    /// <summary>0 for a number, which is never taken from what it belongs to.</summary>
    private static int Letters(ReadOnlySpan<char> part) =>
        char.IsDigit(part[^1]) || char.IsDigit(part[0]) || part[^1] == '%' ? 0 : Count(part, char.IsLetter);

    private static bool IsAcronym(ReadOnlySpan<char> part) => Count(part, char.IsLetter) == Count(part, char.IsUpper);

    private static int Count(ReadOnlySpan<char> part, Func<char, bool> isCounted)
    {
        var count = 0;
        foreach (var letter in part)
        {
            count += isCounted(letter) ? 1 : 0;
        }

        return count;
    }
}

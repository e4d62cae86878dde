namespace Publisher.Channels.Typography;

/// <summary>Hyphens inside words: most may not end a line, those of two long words may.</summary>
internal static class Hyphens
{
    private const int ShortPart = 3;

    public static IEnumerable<BondPlace> Find(BondWord word)
    {
        if (word.IsKept)
        {
            yield break;
        }

        for (var at = word.Text.IndexOf('-', 1 % word.Text.Length); at > 0; at = word.Text.IndexOf('-', at + 1))
        {
            if (at + 1 < word.Text.Length && Joins(word.Text[at - 1]) && char.IsLetterOrDigit(word.Text[at + 1]))
            {
                yield return new BondPlace(word.Start + at, MayEndLine(word.Text, at) ? Bond.Soft : Bond.Hard);
            }
        }
    }

    private static bool Joins(char letter) => char.IsLetterOrDigit(letter) || letter is '%' or '»' or '”' or '“' or '՛' or '՞' or '՜';

    /// <summary>Both parts are longer than three letters, and neither is a number or an acronym.</summary>
    private static bool MayEndLine(string text, int hyphen)
    {
        var (before, after) = (text[..hyphen], text[(hyphen + 1)..]);
        before = before[(before.LastIndexOfAny(['-', '–', '—']) + 1)..];
        var end = after.IndexOfAny(['-', '–', '—']);
        after = end < 0 ? after : after[..end];
        return Letters(before) > ShortPart && Letters(after) > ShortPart && !IsAcronym(before);
    }

    /// <summary>0 for a number, which is never taken from what it belongs to.</summary>
    private static int Letters(string part) =>
        char.IsDigit(part[^1]) || char.IsDigit(part[0]) || part[^1] == '%' ? 0 : part.Count(char.IsLetter);

    private static bool IsAcronym(string part) => part.Where(char.IsLetter).All(char.IsUpper);
}

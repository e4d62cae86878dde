namespace Publisher.Posts.Safety;

/// <summary>
/// Judges whether two long words are one: at most one difference per seven sounds. Differences that transliteration makes cost half: a for e,
/// e for i, o for u, an e or i between consonants, h, voiced for voiceless. First and last sound must agree.
/// </summary>
internal static class Nearness
{
    private const int Cheap = 1;
    private const int Full = 2;
    private const int Forbidden = 100;

    /// <summary>In sounds; longer words are compared exactly only.</summary>
    private const int Longest = 40;

    /// <summary>In sounds: in shorter words only cheap differences count as none.</summary>
    private const int ShortestForFull = 9;

    /// <summary>Null when they are two words; otherwise whether only cheap differences part them.</summary>
    public static bool? Of(ReadOnlySpan<char> own, ReadOnlySpan<char> other)
    {
        if (
            Math.Abs(own.Length - other.Length) > 2
            || other.Length is < NearIndex.Shortest or > Longest
            || !SameEnds(own, other)
            || IsPatronymic(other) != IsPatronymic(own)
        )
        {
            return null;
        }

        var shorter = Math.Min(own.Length, other.Length);
        var budget = shorter == NearIndex.Shortest ? Cheap : Full * (shorter / NearIndex.Shortest);
        if (Distance(own, other, Forbidden) <= budget)
        {
            return true;
        }

        return Math.Min(own.Length, other.Length) >= ShortestForFull && Distance(own, other, Full) <= Full ? false : null;
    }

    public static char Voiceless(char sound) =>
        sound switch
        {
            'b' => 'p',
            'd' => 't',
            'g' => 'k',
            'z' => 's',
            'D' => 'T',
            'J' => 'C',
            'Z' => 'S',
            _ => sound,
        };

    private static bool SameEnds(ReadOnlySpan<char> own, ReadOnlySpan<char> other) =>
        (own[0] == other[0] || (Skeleton.IsVowel(own[0]) && Skeleton.IsVowel(other[0]) && Substitution(own[0], other[0], Full) == Cheap))
        && own[^1] == other[^1];

    /// <summary>Ivanovna is no Ivanova.</summary>
    private static bool IsPatronymic(ReadOnlySpan<char> sounds) => sounds.EndsWith("vna") || sounds.EndsWith("viC");

    /// <summary>With <paramref name="full"/> as the price of a difference that is not cheap; neighbours that changed places cost it once.</summary>
    private static int Distance(ReadOnlySpan<char> own, ReadOnlySpan<char> other, int full)
    {
        var width = other.Length + 1;
        Span<int> costs = stackalloc int[(own.Length + 1) * width];
        for (var column = 1; column < width; column++)
        {
            costs[column] = costs[column - 1] + Insertion(other, column - 1, full);
        }

        for (var row = 1; row <= own.Length; row++)
        {
            costs[row * width] = costs[(row - 1) * width] + Insertion(own, row - 1, full);
            for (var column = 1; column < width; column++)
            {
                var least = costs[((row - 1) * width) + column - 1] + Substitution(own[row - 1], other[column - 1], full);
                least = Math.Min(least, costs[((row - 1) * width) + column] + Insertion(own, row - 1, full));
                least = Math.Min(least, costs[(row * width) + column - 1] + Insertion(other, column - 1, full));
                if (row > 1 && column > 1 && own[row - 1] == other[column - 2] && own[row - 2] == other[column - 1])
                {
                    least = Math.Min(least, costs[((row - 2) * width) + column - 2] + full);
                }

                costs[(row * width) + column] = least;
            }
        }

        return costs[^1];
    }

    private static int Insertion(ReadOnlySpan<char> sounds, int index, int full)
    {
        var isBetween =
            index > 0 && index + 1 < sounds.Length && !Skeleton.IsVowel(sounds[index - 1]) && !Skeleton.IsVowel(sounds[index + 1]);
        return sounds[index] == 'h' || (sounds[index] is 'e' or 'i' && isBetween) ? Cheap : full;
    }

    private static int Substitution(char own, char other, int full) =>
        (own, other) switch
        {
            _ when own == other => 0,
            ('a', 'e') or ('e', 'a') or ('e', 'i') or ('i', 'e') or ('o', 'u') or ('u', 'o') => Cheap,
            _ when Voiceless(own) == Voiceless(other) => Cheap,
            _ => full,
        };
}

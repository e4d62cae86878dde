namespace Publisher.Posts.Safety;

/// <summary>
/// Finds long words that differ a little. Words meet by their consonants, voiced and voiceless as one, with one of them left out;
/// <see cref="Nearness"/> then judges.
/// </summary>
internal sealed class NearIndex
{
    /// <summary>In sounds.</summary>
    public const int Shortest = 7;

    /// <summary>So many candidates are judged for one word; a list of names that all sound alike must not cost more than time allows.</summary>
    private const int MostJudged = 64;

    private readonly (string Sounds, Posting Posting)[] _words;
    private readonly Dictionary<string, int[]> _byConsonants;
    private readonly Dictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public NearIndex(IEnumerable<(string Sounds, Posting Posting)> words)
    {
        _words = [.. words.Where(word => word.Sounds.Length >= Shortest).Distinct()];
        _byConsonants = Enumerable
            .Range(0, _words.Length)
            .SelectMany(word => Keys(_words[word].Sounds).Select(key => (key, word)))
            .GroupBy(pair => pair.key, pair => pair.word, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _lookup = _byConsonants.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Adds the words that are near to <paramref name="sounds"/>; the flag says that only cheap differences were needed.</summary>
    /// <returns>How many were judged.</returns>
    public int Find(ReadOnlySpan<char> sounds, List<(Posting Posting, bool IsCheap)> found)
    {
        Span<char> consonants = stackalloc char[sounds.Length];
        var count = Consonants(sounds, consonants);
        var judged = Judge(consonants[..count], sounds, found);
        if (count < 4)
        {
            return judged;
        }

        Span<char> fewer = stackalloc char[count - 1];
        for (var without = 1; without < count && judged < MostJudged; without++)
        {
            consonants[..without].CopyTo(fewer);
            consonants[(without + 1)..count].CopyTo(fewer[without..]);
            judged += Judge(fewer, sounds, found);
        }

        return judged;
    }

    private int Judge(ReadOnlySpan<char> key, ReadOnlySpan<char> sounds, List<(Posting, bool)> found)
    {
        if (!_lookup.TryGetValue(key, out var words))
        {
            return 0;
        }

        foreach (var word in words.AsSpan(0, Math.Min(words.Length, MostJudged)))
        {
            var (own, posting) = _words[word];
            if (Nearness.Of(own, sounds) is { } isCheap)
            {
                found.Add((posting, isCheap));
            }
        }

        return words.Length;
    }

    private static IEnumerable<string> Keys(string sounds)
    {
        var all = new char[sounds.Length];
        var count = Consonants(sounds, all);
        var key = new string(all, 0, count);
        return count < 4 ? [key] : Enumerable.Range(1, count - 1).Select(without => key.Remove(without, 1)).Append(key).Distinct();
    }

    private static int Consonants(ReadOnlySpan<char> sounds, Span<char> consonants)
    {
        var count = 0;
        foreach (var sound in sounds)
        {
            if (!Skeleton.IsVowel(sound) && sound != 'h')
            {
                consonants[count++] = Nearness.Voiceless(sound);
            }
        }

        return count;
    }
}

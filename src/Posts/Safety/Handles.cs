using System.Buffers;

namespace Publisher.Posts.Safety;

/// <summary>Names of accounts, whole ones only. One that could be a plain word needs its @, or a link around it.</summary>
internal sealed class Handles
{
    /// <summary>In characters: letters alone that are shorter may be a word.</summary>
    private const int ShortestBare = 9;

    private const int Longest = 80;
    private static readonly SearchValues<char> NeverInWords = SearchValues.Create("_.-0123456789");

    private readonly Dictionary<string, string[]> _entries;
    private readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Handles(IEnumerable<(ProtectedEntry Entry, string Name)> spellings)
    {
        _entries = spellings
            .Select(spelling => (Handle: Plain(spelling.Name), spelling.Entry.Id))
            .Where(pair => pair.Handle.Length > 0)
            .GroupBy(pair => pair.Handle, pair => pair.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);
        _lookup = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Folded, without @ or the link before it.</summary>
    public static string Plain(string name)
    {
        var handle = Folding.Of(name.Trim()).Replace(Folding.CapitalI, 'i').TrimEnd('/');
        return handle[(handle.LastIndexOf('/') + 1)..].TrimStart('@').Trim('.');
    }

    public static bool IsPart(char character) =>
        TextParts.IsLetter(character) || char.IsAsciiDigit(character) || character is '_' or '.' or '-';

    public IEnumerable<(string EntryId, GuardRule Rule, Stretch Place)> Find(SpannedText text, CancellationToken cancellationToken)
    {
        for (var index = 0; index < text.Length && _entries.Count > 0; )
        {
            if (!IsPart(text[index]))
            {
                index++;
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var start = index;
            while (index < text.Length && IsPart(text[index]))
            {
                index++;
            }

            foreach (var (entry, place) in At(text, start, index))
            {
                yield return (entry, GuardRule.Handle, place);
            }
        }
    }

    /// <summary>The whole run, it without its last label (a file's ending), and its first label (a blog's host).</summary>
    private List<(string EntryId, Stretch Place)> At(SpannedText text, int from, int to)
    {
        while (to > from && text[to - 1] is '.' or '-')
        {
            to--;
        }

        while (from < to && text[from] is '.' or '-')
        {
            from++;
        }

        var found = new List<(string, Stretch)>();
        if (to - from > Longest)
        {
            return found;
        }

        Span<char> run = stackalloc char[to - from];
        text.Characters[from..to].CopyTo(run);
        run.Replace(Folding.CapitalI, 'i');
        var isMarked = from > 0 && text[from - 1] is '@' or '/';
        var (first, last) = (run.IndexOf('.'), run.LastIndexOf('.'));
        foreach (var length in (ReadOnlySpan<int>)[run.Length, last, first == last ? -1 : first])
        {
            if (length > 0)
            {
                Add(run[..length], new Stretch(from, from + length), isMarked, found);
            }
        }

        return found;
    }

    private void Add(Span<char> run, Stretch place, bool isMarked, List<(string, Stretch)> found)
    {
        if (!_lookup.TryGetValue(run, out var entries))
        {
            Span<char> seen = stackalloc char[run.Length];
            if (!Lookalikes.TryRead(run, Script.Latin, seen) || !_lookup.TryGetValue(seen, out entries))
            {
                return;
            }
        }

        if (isMarked || run.Length >= ShortestBare || run.ContainsAny(NeverInWords))
        {
            found.AddRange(entries.Select(entry => (entry, place)));
        }
    }
}

namespace Publisher.Posts.Safety;

/// <summary>Phone numbers by their digits, with or without the code of the country, and never inside a longer number.</summary>
internal sealed class Phones
{
    /// <summary>In digits.</summary>
    public const int Fewest = 6;

    /// <summary>In digits (E.164).</summary>
    public const int Most = 15;

    /// <summary>Two zeros before the country's code.</summary>
    private const int MostWithPrefix = Most + 3;

    private const int WidestGap = 4;

    private static readonly string[] Countries =
    [
        "374",
        "994",
        "995",
        "7",
        "90",
        "98",
        "380",
        "375",
        "373",
        "1",
        "33",
        "49",
        "44",
        "39",
        "34",
        "48",
        "43",
        "41",
        "32",
        "31",
        "46",
        "47",
        "45",
        "420",
        "421",
        "371",
        "370",
        "372",
        "30",
        "40",
        "359",
        "971",
        "972",
        "996",
        "998",
        "992",
        "993",
    ];

    private readonly Dictionary<string, string[]> _entries;
    private readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Phones(IEnumerable<(ProtectedEntry Entry, string Name)> spellings)
    {
        _entries = spellings
            .Select(spelling => (Number: National(spelling.Name), spelling.Entry.Id))
            .Where(pair => pair.Number.Length > 0)
            .GroupBy(pair => pair.Number, pair => pair.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray(), StringComparer.Ordinal);
        _lookup = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static string DigitsOf(string name) => string.Concat(Folding.Of(name).Where(char.IsAsciiDigit));

    public IEnumerable<(string EntryId, GuardRule Rule, Stretch Place)> Find(SpannedText text, CancellationToken cancellationToken)
    {
        var groups = _entries.Count == 0 ? [] : Groups(text);
        for (var first = 0; first < groups.Count; first++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (entry, place) in StartingAt(text, groups, first))
            {
                yield return (entry, GuardRule.Phone, place);
            }
        }
    }

    /// <summary>The digits without what is dialled before them: +374, 00374, 0, or 8 in the Russian way.</summary>
    private static string National(string name)
    {
        var digits = DigitsOf(name);
        var hasPlus = name.Contains('+', StringComparison.Ordinal);
        if (digits.StartsWith("00", StringComparison.Ordinal))
        {
            (digits, hasPlus) = (digits[2..], true);
        }

        var country = Countries.Where(code => digits.StartsWith(code, StringComparison.Ordinal)).MaxBy(code => code.Length);
        if (country is not null && (hasPlus || digits.Length >= 11) && digits.Length - country.Length >= Fewest)
        {
            return WithoutZero(digits[country.Length..]);
        }

        return digits.Length == 11 && digits[0] == '8' ? digits[1..] : WithoutZero(digits);
    }

    private static string WithoutZero(string digits) => digits.Length > Fewest && digits[0] == '0' ? digits[1..] : digits;

    private static List<Stretch> Groups(SpannedText text)
    {
        var groups = new List<Stretch>();
        for (var index = 0; index < text.Length; )
        {
            var start = index;
            while (index < text.Length && char.IsAsciiDigit(text[index]))
            {
                index++;
            }

            if (index > start)
            {
                groups.Add(new Stretch(start, index));
            }
            else
            {
                index++;
            }
        }

        return groups;
    }

    private List<(string EntryId, Stretch Place)> StartingAt(SpannedText text, List<Stretch> groups, int first)
    {
        var found = new List<(string, Stretch)>();
        Span<char> digits = stackalloc char[MostWithPrefix];
        var count = 0;
        for (var last = first; last < groups.Count; last++)
        {
            var isFar = last > first && !IsGap(text, groups[last - 1].To, groups[last].From);
            if (isFar || count + groups[last].Length > MostWithPrefix)
            {
                break;
            }

            text.Characters[groups[last].From..groups[last].To].CopyTo(digits[count..]);
            count += groups[last].Length;
            Add(digits[..count], new Stretch(groups[first].From, groups[last].To), found);
        }

        return found;
    }

    private static bool IsGap(SpannedText text, int from, int to)
    {
        for (var index = from; index < to; index++)
        {
            if (
                text[index]
                is not (' ' or '\t' or '-' or '.' or '(' or ')' or '/' or '+' or '_' or '–' or '‐' or '‑' or '−' or '—' or Folding.Sign)
            )
            {
                return false;
            }
        }

        return to - from <= WidestGap;
    }

    private void Add(ReadOnlySpan<char> digits, Stretch place, List<(string, Stretch)> found)
    {
        for (var before = 0; digits.Length - before >= Fewest && before <= 6; before++)
        {
            if (IsDialledBefore(digits[..before]) && _lookup.TryGetValue(digits[before..], out var entries))
            {
                found.AddRange(entries.Select(entry => (entry, place)));
            }
        }
    }

    private static bool IsDialledBefore(ReadOnlySpan<char> digits)
    {
        if (digits.Length == 0 || digits is "0" or "8")
        {
            return true;
        }

        digits = digits.StartsWith("00") ? digits[2..] : digits;
        foreach (var country in Countries)
        {
            if (digits.SequenceEqual(country) || (digits.Length == country.Length + 1 && digits[^1] == '0' && digits.StartsWith(country)))
            {
                return true;
            }
        }

        return false;
    }
}

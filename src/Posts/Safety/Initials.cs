namespace Publisher.Posts.Safety;

/// <summary>Given names may shrink to an initial with its dot beside the surname: "A. Petrova", "Petrova A. S.".</summary>
internal static class Initials
{
    private const int LongestInitial = 3;
    private const int WidestGap = 3;

    /// <summary>Initials of more than one letter; other short words before a dot are abbreviations.</summary>
    private static readonly HashSet<string> OneSound = new(
        "sh ch zh kh gh ts dz dj dzh tch ph th yu ya ye yo ju ja je jo sch дж дз ու".Split(' '),
        StringComparer.Ordinal
    );

    public static void Add(SpannedText text, TextParts parts, EntryIndex index, List<WordMatch> matches)
    {
        var skeleton = new Skeleton(4);
        var count = matches.Count;
        for (var match = 0; match < count; match++)
        {
            var surname = matches[match];
            var name = index.Names[surname.Name];
            if (name.IsPhrase || surname.Word != name.Surname)
            {
                continue;
            }

            foreach (var word in Beside(text, parts, surname, isAnyGood: name.Words.Length > 2))
            {
                AddInitial(text, parts, index, matches, surname, word, skeleton);
            }
        }
    }

    /// <summary>Of up to two initials before and two behind: the first, which is the given name's, or any.</summary>
    private static IEnumerable<int> Beside(SpannedText text, TextParts parts, WordMatch surname, bool isAnyGood)
    {
        var (before, behind) = (surname.First - 1, surname.Last + 1);
        if (before >= 0 && IsInitial(text, parts, before))
        {
            var hasTwo = before > 0 && IsInitial(text, parts, before - 1);
            int[] good = hasTwo ? [before - 1, .. isAnyGood ? [before] : Array.Empty<int>()] : [before];
            foreach (var word in good)
            {
                yield return word;
            }
        }

        if (behind < parts.Words.Count && IsInitial(text, parts, behind))
        {
            yield return behind;
            if (isAnyGood && behind + 1 < parts.Words.Count && IsInitial(text, parts, behind + 1))
            {
                yield return behind + 1;
            }
        }
    }

    private static bool IsInitial(SpannedText text, TextParts parts, int word)
    {
        var place = parts.Words[word];
        if (place.Length > LongestInitial || place.To >= text.Length || text[place.To] != '.' || char.IsAsciiDigit(text[place.From]))
        {
            return false;
        }

        return place.Length == 1 || OneSound.Contains(new string(text.Characters[place.From..place.To]));
    }

    private static void AddInitial(
        SpannedText text,
        TextParts parts,
        EntryIndex index,
        List<WordMatch> matches,
        WordMatch surname,
        int word,
        Skeleton skeleton
    )
    {
        var place = parts.Words[word];
        var near = place.To <= surname.Place.From ? surname.Place.From - place.To : place.From - surname.Place.To;
        if (near > WidestGap + (2 * LongestInitial))
        {
            return;
        }

        Span<char> letters = stackalloc char[LongestInitial];
        text.Characters[place.From..place.To].CopyTo(letters);
        skeleton.Read(letters[..place.Length], Scripts.Of(letters[0]));
        for (var own = 0; own < index.Names[surname.Name].Words.Length; own++)
        {
            if (own != surname.Word && Begins(index.Sounds[(surname.Name, own)], skeleton, place.Length))
            {
                var with = new Stretch(place.From, place.To + 1);
                matches.Add(new WordMatch(surname.Name, own, word, word, with, GuardRule.Initial, true, false));
            }
        }
    }

    /// <summary>Two or three letters are an initial only when they stand for one sound: Sh., Ch.</summary>
    private static bool Begins(string[] sounds, Skeleton initial, int letters)
    {
        for (var reading = 0; reading < initial.Count; reading++)
        {
            var begin = initial[reading];
            if (begin.Length == 0 || (letters > 1 && begin.Length > 1 && begin[0] != 'i'))
            {
                continue;
            }

            foreach (var sound in sounds)
            {
                if (sound.AsSpan().StartsWith(begin))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

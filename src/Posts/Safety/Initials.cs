namespace Publisher.Posts.Safety;

/// <summary>Given names may shrink to an initial with its dot beside the surname: "A. Petrova", "Petrova A. S.".</summary>
internal static class Initials
{
    private const int LongestInitial = 3;
    private const int WidestGap = 3;

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

            foreach (var word in Beside(text, parts, surname))
            {
                AddInitial(text, parts, index, matches, surname, word, skeleton);
            }
        }
    }

    /// <summary>Up to two initials before, and up to two behind.</summary>
    private static IEnumerable<int> Beside(SpannedText text, TextParts parts, WordMatch surname)
    {
        for (var word = surname.First - 1; word >= Math.Max(0, surname.First - 2) && IsInitial(text, parts, word); word--)
        {
            yield return word;
        }

        for (var word = surname.Last + 1; word <= Math.Min(parts.Words.Count - 1, surname.Last + 2) && IsInitial(text, parts, word); word++)
        {
            yield return word;
        }
    }

    private static bool IsInitial(SpannedText text, TextParts parts, int word)
    {
        var place = parts.Words[word];
        return place.Length <= LongestInitial && place.To < text.Length && text[place.To] == '.' && !char.IsAsciiDigit(text[place.From]);
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

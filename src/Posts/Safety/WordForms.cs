namespace Publisher.Posts.Safety;

/// <summary>All sounds a word of a protected name may have in another spelling, and the stems its endings leave.</summary>
internal static class WordForms
{
    /// <summary>Readings kept of one word.</summary>
    private const int Limit = 24;

    public static IEnumerable<(string Sounds, GuardRule? Rule)> SoundsOf(string word, ProtectedName name)
    {
        var script = Scripts.Of(word[0]);
        var sounds = Read(word, script, Phonetics.Of(script));
        if (script == Script.Armenian)
        {
            sounds.AddRange(Read(word, script, Phonetics.OfWesternArmenian));
        }
        else if (name.IsArmenian)
        {
            sounds.AddRange(sounds.Take(Limit / 2).Select(Western).ToList());
        }

        sounds.AddRange(sounds.SelectMany(sound => Regional(sound, name)).ToList());
        var all = sounds.Distinct().Select(sound => (sound, (GuardRule?)null));
        return script == Script.Georgian
            ? all.Concat(
                Read(KeyboardLayout.GeorgianKeys(word), Script.Latin, Phonetics.OfLatin)
                    .Select(s => (s, (GuardRule?)GuardRule.KeyboardLayout))
            )
            : all;
    }

    /// <summary>What is kept of a word, with the endings it may take there.</summary>
    /// <param name="word">As it was entered, folded: only Russian letters tell Белый from Гиорги.</param>
    public static IEnumerable<(string Sounds, WordForm Form)> StemsOf(string sounds, string word)
    {
        var last = sounds[^1];
        var whole = Skeleton.IsVowel(last) ? WordForm.AfterVowel : WordForm.AfterConsonant;
        yield return (sounds, last == 'i' ? whole | WordForm.WithoutI : whole);
        if (sounds.Length < 3)
        {
            yield break;
        }

        if (last is 'a' or 'e' or 'i')
        {
            yield return (
                sounds[..^1],
                last == 'a' ? WordForm.WithoutA
                : last == 'e' ? WordForm.WithoutE
                : WordForm.WithoutI
            );
        }

        if (sounds.Length > 3 && sounds.EndsWith("ia", StringComparison.Ordinal))
        {
            yield return (sounds[..^2], WordForm.WithoutA);
        }

        if (AdjectiveEnding(sounds, word) is > 0 and var adjective)
        {
            yield return (sounds[..^adjective], WordForm.Adjective);
        }

        if (sounds.Length > 4 && sounds.EndsWith("ei", StringComparison.Ordinal))
        {
            yield return (sounds[..^2], WordForm.Fleeting);
        }

        if (last is 'l' or 'v' or 'k' or 'T' && sounds[^2] is 'e' or 'o')
        {
            yield return (sounds[..^2] + last, WordForm.Fleeting);
        }
    }

    /// <summary>In sounds; 0 when the word is no adjective.</summary>
    private static int AdjectiveEnding(string sounds, string word)
    {
        var isRussian = word.EndsWith("ый", StringComparison.Ordinal) || word.EndsWith("ий", StringComparison.Ordinal);
        return sounds.EndsWith("skaia", StringComparison.Ordinal)
            || sounds.EndsWith("Tkaia", StringComparison.Ordinal)
            || word.EndsWith("ая", StringComparison.Ordinal)
                ? 3
            : sounds.EndsWith("oi", StringComparison.Ordinal) && word.EndsWith("ой", StringComparison.Ordinal) ? 2
            : isRussian || sounds.EndsWith("ski", StringComparison.Ordinal) || sounds.EndsWith("Tki", StringComparison.Ordinal) ? 1
            : 0;
    }

    private static List<string> Read(string word, Script script, SoundTable table)
    {
        var skeleton = new Skeleton(Limit);
        skeleton.Read(word.AsSpan(0, Math.Min(word.Length, Skeleton.LongestWord)), script, table);
        return [.. Enumerable.Range(0, skeleton.Count).Select(reading => new string(skeleton[reading])).Where(sound => sound.Length > 0)];
    }

    /// <summary>Petros, Bedros; Garegin, Karekin.</summary>
    private static string Western(string sounds)
    {
        const string East = "pbkgtdTDCJ";
        const string West = "bpgkdtDTJC";
        return string.Concat(
            sounds.Select(sound => East.IndexOf(sound, StringComparison.Ordinal) is >= 0 and var place ? West[place] : sound)
        );
    }

    private static IEnumerable<string> Regional(string sounds, ProtectedName name)
    {
        if (sounds is "oglu" or "ogli")
        {
            return ["oglu", "ogli"];
        }

        var all = new List<string> { sounds };
        foreach (var habit in Habits(name))
        {
            all.AddRange(all.Select(habit).Where(other => other.Length > 0 && !all.Contains(other)).ToList());
        }

        return all;
    }

    private static IEnumerable<Func<string, string>> Habits(ProtectedName name)
    {
        if (name.IsOfTheRegion)
        {
            yield return sounds => sounds[0] + sounds[1..].Replace('h', 'g');
            yield return sounds =>
                sounds[0] switch
                {
                    'g' => 'h' + sounds[1..],
                    'h' => 'g' + sounds[1..],
                    _ => sounds,
                };
            yield return sounds => sounds.Replace("hd", "ht", StringComparison.Ordinal);
        }

        if (name.IsArmenian)
        {
            yield return sounds => sounds.Replace("ovh", "oh", StringComparison.Ordinal);
            yield return sounds => sounds.Replace("ohanis", "ohanes", StringComparison.Ordinal);
            yield return sounds =>
                sounds[0] == 'h' && sounds.Length > 3 ? sounds[1..]
                : Skeleton.IsVowel(sounds[0]) ? 'h' + sounds
                : sounds;
            yield return Unvoiced;
        }
    }

    /// <summary>A last b, d or g sounds p, t or k: Hakob, Акоп.</summary>
    private static string Unvoiced(string sounds) =>
        sounds[^1] switch
        {
            'b' => sounds[..^1] + 'p',
            'd' => sounds[..^1] + 't',
            'g' => sounds[..^1] + 'k',
            _ => sounds,
        };
}

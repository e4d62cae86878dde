using System.Buffers;

namespace Publisher.Posts.Safety;

/// <summary>Looks for names typed while another keyboard layout was on; there letters lie on the keys of marks, so words are cut by blanks alone.</summary>
internal static class KeySearch
{
    private const int Shortest = 3;
    private static readonly SearchValues<char> Before = SearchValues.Create("#@(«*_");
    private static readonly SearchValues<char> Behind = SearchValues.Create(".,!?);:\"»*_");

    public static void Look(SpannedText text, TextParts parts, WordLookup lookup, CancellationToken cancellationToken)
    {
        foreach (var chunk in parts.Chunks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var start = chunk.From; start < chunk.To; )
            {
                var sign = text.Characters[start..chunk.To].IndexOf(Folding.Sign);
                var end = sign < 0 ? chunk.To : start + sign;
                LookAtTrimmed(text, chunk, new Stretch(start, end), lookup);
                start = end + 1;
            }
        }
    }

    private static void LookAtTrimmed(SpannedText text, Chunk chunk, Stretch place, WordLookup lookup)
    {
        var (start, end) = (place.From, place.To);
        while (start < end && Before.Contains(text[start]))
        {
            start++;
        }

        while (end > start && Behind.Contains(text[end - 1]))
        {
            end--;
        }

        LookAt(text, chunk, new Stretch(start, end), lookup);
        if (end < place.To)
        {
            LookAt(text, chunk, place with { From = start }, lookup);
        }
    }

    private static void LookAt(SpannedText text, Chunk chunk, Stretch place, WordLookup lookup)
    {
        if (place.Length is < Shortest or > Skeleton.LongestWord)
        {
            return;
        }

        Span<char> letters = stackalloc char[place.Length];
        text.Characters[place.From..place.To].CopyTo(letters);
        letters.Replace(Folding.CapitalI, 'i');
        if (TryType(letters))
        {
            lookup.Find(
                letters,
                new Sighting(place, chunk.FirstWord, chunk.LastWord, GuardRule.KeyboardLayout, IsPaired: false, IsMarked: false)
            );
        }
    }

    /// <summary>Replaces each letter by the one on its key; false when that makes no word, or the word is of neither layout.</summary>
    private static bool TryType(Span<char> letters)
    {
        var script = Script.None;
        foreach (var letter in letters)
        {
            var own = Scripts.Of(letter);
            if (
                own is not (Script.None or Script.Latin or Script.Cyrillic)
                || (own != Script.None && script != Script.None && own != script)
            )
            {
                return false;
            }

            script = own == Script.None ? script : own;
        }

        foreach (ref var letter in letters)
        {
            letter = script == Script.Cyrillic ? KeyboardLayout.ToLatin(letter) : KeyboardLayout.ToRussian(letter);
            if (!char.IsLetter(letter))
            {
                return false;
            }
        }

        return true;
    }
}

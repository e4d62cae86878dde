namespace Publisher.Posts.Safety;

/// <summary>The sounds of a word in all ways it may be read; made once and filled again for each word.</summary>
/// <param name="limit">How many readings are kept; past it only the usual sound of a letter is followed.</param>
internal sealed class Skeleton(int limit)
{
    /// <summary>In letters; longer words name nobody.</summary>
    public const int LongestWord = 48;

    private const int Width = (LongestWord * 3) + 8;

    private readonly char[] _sounds = new char[limit * Width];
    private readonly int[] _lengths = new int[limit];

    public int Count { get; private set; }

    public ReadOnlySpan<char> this[int index] => _sounds.AsSpan(index * Width, _lengths[index]);

    /// <summary>Reads a folded word. Afterwards there is at least one reading, unless nothing of the word sounds.</summary>
    public void Read(ReadOnlySpan<char> word, Script script) => Read(word, script, Phonetics.Of(script));

    public void Read(ReadOnlySpan<char> word, Script script, SoundTable table)
    {
        (Count, _lengths[0]) = (1, 0);
        for (var index = 0; index < word.Length; )
        {
            if (index == 0 && FirstLetter(word, script) is { } first)
            {
                Append(first);
                index++;
            }
            else if (table.At(word[index..]) is { } sound)
            {
                Append(sound.Values);
                index += sound.Spelling.Length;
            }
            else
            {
                Append(word[index]);
                index++;
            }
        }

        for (var reading = 0; reading < Count; reading++)
        {
            _lengths[reading] = Canonical(_sounds.AsSpan(reading * Width, _lengths[reading]));
        }
    }

    /// <summary>Letters that sound otherwise at a word's beginning.</summary>
    private static string[]? FirstLetter(ReadOnlySpan<char> word, Script script) =>
        (word[0], script) switch
        {
            // A capital I is often typed as a small l.
            ('l', Script.Latin) when word.Length > 1 && !"aeiouyəöü".Contains(word[1], StringComparison.Ordinal) => ["l", "i"],
            ('ё', Script.Cyrillic) => ["e", "io", "o"],
            ('ո', Script.Armenian) when word.Length < 2 || word[1] != 'ւ' => ["vo", "o"],
            ('յ', Script.Armenian) => ["i", "h"],
            ('h', Script.Latin) or ('հ', Script.Armenian) or ('һ', Script.Cyrillic) or ('ჰ', Script.Georgian) => ["h"],
            ('я', Script.Cyrillic) => ["ia"],
            _ => null,
        };

    private void Append(string[] values)
    {
        var before = Count;
        for (var other = 1; other < values.Length && Count + before <= limit; other++)
        {
            for (var reading = 0; reading < before; reading++)
            {
                this[reading].CopyTo(_sounds.AsSpan(Count * Width));
                _lengths[Count] = _lengths[reading];
                Append(Count, values[other]);
                Count++;
            }
        }

        for (var reading = 0; reading < before; reading++)
        {
            Append(reading, values[0]);
        }
    }

    private void Append(char character)
    {
        for (var reading = 0; reading < Count; reading++)
        {
            Append(reading, [character]);
        }
    }

    private void Append(int reading, ReadOnlySpan<char> sounds)
    {
        if (_lengths[reading] + sounds.Length <= Width)
        {
            sounds.CopyTo(_sounds.AsSpan((reading * Width) + _lengths[reading]));
            _lengths[reading] += sounds.Length;
        }
    }

    /// <summary>
    /// Brings spellings of one sound together, in place: double consonants, i before e, iu and io after a consonant, -off, -ean, a silent last h.
    /// </summary>
    /// <returns>The length that is left.</returns>
    public static int Canonical(Span<char> sounds)
    {
        var length = 0;
        for (var index = 0; index < sounds.Length; index++)
        {
            var sound = sounds[index];
            var next = index + 1 < sounds.Length ? sounds[index + 1] : '\0';
            var afterConsonant = length > 0 && !IsVowel(sounds[length - 1]);
            if (sound == 'i' && (next is 'e' or 'i' || (next is 'u' or 'o' && afterConsonant)))
            {
                continue;
            }

            if (length > 0 && ((sounds[length - 1] == sound && !IsVowel(sound)) || (sound == 'C' && sounds[length - 1] == 'S')))
            {
                continue;
            }

            sounds[length++] = sound;
        }

        return Ending(sounds, length);
    }

    private static int Ending(Span<char> sounds, int length)
    {
        if (length > 3 && sounds[length - 1] == 'h' && sounds[length - 2] is 'a' or 'e')
        {
            return length - 1;
        }

        if (length > 3 && sounds[length - 1] == 'f' && sounds[length - 2] is 'o' or 'e')
        {
            sounds[length - 1] = 'v';
        }

        if (length > 4 && sounds[length - 1] == 'n' && sounds[length - 2] == 'a' && sounds[length - 3] == 'e')
        {
            sounds[length - 3] = 'i';
        }

        return length;
    }

    public static bool IsVowel(char sound) => sound is 'a' or 'e' or 'i' or 'o' or 'u';
}

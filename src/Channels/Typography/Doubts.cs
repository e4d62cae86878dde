using System.Buffers;
using Publisher.Channels.Text;

namespace Publisher.Channels.Typography;

/// <summary>What only a person can mend, gathered over all texts of a piece.</summary>
internal sealed class Doubts(LanguageRules rules)
{
    /// <summary>A text shorter than this may well have none of its language's own letters (LNG-04).</summary>
    private const int ShortText = 40;

    private static readonly SearchValues<char> LatinTwins = SearchValues.Create("aceopxyijsABCEHKMOPTXYIJS");

    private readonly Places _questions = new();
    private readonly Places _twins = new();
    private readonly Places _capitals = new();
    private int _letters;
    private bool _hasOwnLetter;
    private bool _hasTwoLetters;
    private bool _hasLigature;

    /// <param name="place">Where the text stands, in the words of the request.</param>
    public void Read(TypedText text, string place)
    {
        _letters += TextCounter.Count(text.Letters, CountUnit.Graphemes);
        for (var at = 0; at < text.Letters.Length; at++)
        {
            if (!text.IsKept(at))
            {
                ReadLetter(text, at, place);
            }
        }

        if (rules.Script == "Cyrl")
        {
            ReadTwins(text, place);
        }
    }

    /// <param name="inPictures">Everything is drawn by us, in a font that has all letters.</param>
    public IEnumerable<Warning> Warnings(bool inPictures)
    {
        if (_questions.Any)
        {
            yield return new Warning(
                "hy_question_mark",
                $"? or ! after an Armenian word: {_questions}. Armenian sets ՞ or ՜ over the stressed vowel; only a person knows which one."
            );
        }

        if (_hasLigature && _hasTwoLetters)
        {
            yield return new Warning("hy_mixed_ev", "The piece writes both և and եւ: one of the two spellings is enough.");
        }

        if (rules.OwnLetters.Length > 0 && _letters > ShortText && !_hasOwnLetter)
        {
            yield return new Warning(
                "az_ascii",
                $"{_letters} letters and none of ə ı ö ğ ş ç ü: the text seems typed without the Azerbaijani keyboard."
            );
        }

        if (_twins.Any)
        {
            yield return new Warning("latin_look_alike", $"Latin letters inside Cyrillic words: {_twins}.");
        }

        if (_capitals.Any && !inPictures)
        {
            yield return new Warning("ka_mtavruli", $"Georgian capitals (Mtavruli): {_capitals}. Many telephones cannot show them.");
        }
    }

    private void ReadLetter(TypedText text, int at, string place)
    {
        var letter = text.At(at);
        _hasOwnLetter |= rules.OwnLetters.Contains(letter);
        _hasLigature |= letter == 'և';
        _hasTwoLetters |= letter == 'ե' && text.At(at + 1) == 'ւ';
        if (rules.HasArmenianMarks && letter is '?' or '!' && ArmenianMarks.IsLetter(text.At(at - 1)))
        {
            _questions.Add(text.Letters, at, place);
        }

        if (rules.Script == "Geor" && IsMtavruli(letter) && !IsMtavruli(text.At(at - 1)))
        {
            _capitals.Add(text.Letters, at, place);
        }
    }

    /// <summary>A word that mixes both alphabets, with every Latin letter in it one that passes for a Cyrillic one: <c>VPNом</c> is none.</summary>
    private void ReadTwins(TypedText text, string place)
    {
        for (var (start, end) = (0, 0); start < text.Letters.Length; start = end + 1)
        {
            end = start;
            while (char.IsLetter(text.At(end)) && !text.IsKept(end))
            {
                end++;
            }

            var word = text.Letters.AsSpan(start, end - start);
            var latin = word.IndexOfAny(LatinTwins);
            if (latin >= 0 && word.ContainsAnyInRange('\u0400', '\u04FF') && !HasOther(word))
            {
                _twins.Add(text.Letters, start + latin, place, $"{word[latin]} in {word}");
            }
        }
    }

    private static bool HasOther(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (char.IsAsciiLetter(letter) && !LatinTwins.Contains(letter))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMtavruli(char letter) => letter is >= '\u1C90' and <= '\u1CBF';
}

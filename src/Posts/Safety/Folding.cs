using System.Globalization;
using System.Text;

namespace Publisher.Posts.Safety;

/// <summary>
/// One letter for all its forms: without case, width, style, accent and invisible company. Marks that make another letter (ç, й, ё) stay.
/// </summary>
internal static class Folding
{
    /// <summary>A capital I after a small letter: perhaps an L.</summary>
    public const char CapitalI = '\uE000';

    /// <summary>Letters with marks that the tables of <see cref="Phonetics"/> tell apart.</summary>
    private const string Lettered = "çşğöüäšžčćёйїўґғҝҹәөүһјӓ";

    /// <summary>An emoji, half of a pair, or a letter of which we know nothing: no letter, and no blank.</summary>
    public const char Sign = '•';

    private const string SignText = "•";

    private static readonly string?[] Known = new string?[char.MaxValue + 1];

    public static SpannedText Of(SpannedText reading, CancellationToken cancellationToken)
    {
        var folded = new SpannedText(reading.Length);
        for (var index = 0; index < reading.Length; )
        {
            if ((index & 1023) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            index = Next(reading, index, folded);
        }

        return folded;
    }

    /// <summary>The same for a short text of which no place is needed.</summary>
    public static string Of(string text)
    {
        var folded = Of(SpannedText.Of(text), CancellationToken.None);
        return new string(folded.Characters);
    }

    private static int Next(SpannedText reading, int index, SpannedText folded)
    {
        var isPair = char.IsHighSurrogate(reading[index]) && index + 1 < reading.Length && char.IsLowSurrogate(reading[index + 1]);
        var next = index + (isPair ? 2 : 1);
        var letters = isPair ? Letters(new Rune(reading[index], reading[index + 1])) : Letters(reading[index]);
        if (letters.Length == 0)
        {
            return next;
        }

        var isCapital = isPair || char.IsUpper(reading[index]);
        if (next < reading.Length && reading[next] is >= '\u0300' and < '\u0370' && letters.Length == 1)
        {
            letters = Composed(letters[0], reading[next]) ?? letters;
        }

        var isLateI = reading[index] == 'I' && IsInside(reading, next, folded);
        var (start, end) = (reading.StartOf(index), reading.EndOf(next - 1));
        foreach (var letter in letters)
        {
            folded.Add(isLateI ? CapitalI : letter, start, end, isCapital);
        }

        return next;
    }

    /// <summary>After a letter, and with a small letter before or behind: AIiyev.</summary>
    private static bool IsInside(SpannedText reading, int next, SpannedText folded)
    {
        var before = folded.Length - 1;
        return before >= 0
            && Scripts.Of(folded[before]) == Script.Latin
            && (!folded.IsCapital(before) || (next < reading.Length && char.IsLower(reading[next])));
    }

    private static string? Composed(char letter, char mark)
    {
        var composed = $"{letter}{mark}".Normalize(NormalizationForm.FormC);
        return composed.Length == 1 && Lettered.Contains(composed[0]) ? composed : null;
    }

    private static string Letters(char character) =>
        Known[character] ??= char.IsSurrogate(character) ? SignText : Letters(new Rune(character));

    private static string Letters(Rune rune)
    {
        if (IsIgnored(rune))
        {
            return "";
        }

        var letters = new StringBuilder();
        var plain = Plain(rune).Normalize(NormalizationForm.FormKC);
        if (char.IsSurrogate(plain[0]))
        {
            return SignText;
        }

        foreach (var character in plain.ToLowerInvariant())
        {
            letters.Append(Letter(character));
        }

        return letters.ToString();
    }

    /// <summary>Letters in squares and circles that Unicode does not take for letters.</summary>
    private static string Plain(Rune rune) =>
        rune.Value switch
        {
            >= 0x1F1E6 and <= 0x1F1FF => ((char)('a' + rune.Value - 0x1F1E6)).ToString(),
            0x03F2 or 0x03F9 => "c", // the lunate sigma, which NFKC would make an s
            >= 0x1F150 and <= 0x1F169 => ((char)('a' + rune.Value - 0x1F150)).ToString(),
            >= 0x1F170 and <= 0x1F189 => ((char)('a' + rune.Value - 0x1F170)).ToString(),
            _ => rune.ToString(),
        };

    private static string Letter(char character)
    {
        switch (character)
        {
            case 'ı' or 'İ':
                return "i";
            case 'ǝ':
                return "ə";
            case >= '\u2D00' and <= '\u2D2D': // Nuskhuri, the small letters of Asomtavruli
                return ((char)(character - 0x2D00 + 0x10D0)).ToString();
        }

        if (CharUnicodeInfo.GetDecimalDigitValue(character) is >= 0 and var digit)
        {
            return digit.ToString(CultureInfo.InvariantCulture);
        }

        if (Lettered.Contains(character))
        {
            return character.ToString();
        }

        var plain = character.ToString().Normalize(NormalizationForm.FormD).Where(part => !IsMark(part));
        return string.Concat(plain);
    }

    private static bool IsMark(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>Default-ignorable characters, controls, and the marks that Armenian sets inside its words.</summary>
    private static bool IsIgnored(Rune rune) =>
        rune.Value switch
        {
            '\t' or '\n' or '\r' => false,
            0x055B or 0x055C or 0x055E => true,
            0x115F or 0x1160 or 0x2065 or 0x3164 or 0xFFA0 => true, // letters by their category, or unassigned
            >= 0xFFF0 and <= 0xFFF8 or >= 0xE0000 and <= 0xE0FFF => true,
            _ => Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.EnclosingMark,
        };
}

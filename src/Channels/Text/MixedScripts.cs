using System.Buffers;
using System.Globalization;

namespace Publisher.Channels.Text;

/// <summary>
/// Finds words that mix alphabets, as a word does that was written to pass for another, or to mark a copy. Only words are told, never
/// whole words of another alphabet. Source: UTS 39, mixed scripts.
/// </summary>
internal static class MixedScripts
{
    /// <summary>Letters of Cyrillic, Greek and Armenian that pass for Latin ones.</summary>
    private static readonly SearchValues<char> LatinTwins = SearchValues.Create(
        "асеіјорѕухһԁԛԝАВСЕНІЈКМОРЅТХУ" + "αγικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ցզհլյոսքօռՍՏՕԼ"
    );

    private enum Script
    {
        Other,
        Latin,
        Greek,
        Cyrillic,
        Armenian,
        Hebrew,
        Arabic,
        Georgian,
    }

    /// <param name="isCyrillicText">Latin letters in Cyrillic words are left to the rules of the language, which know them better.</param>
    public static IEnumerable<TextSpan> Find(string text, bool isCyrillicText)
    {
        for (var (start, end) = (0, 0); start < text.Length; start = end + 1)
        {
            end = start;
            while (end < text.Length && IsLetterOrMark(text[end]))
            {
                end++;
            }

            if (end - start > 1 && IsMixed(text.AsSpan(start, end - start), isCyrillicText))
            {
                yield return new TextSpan(start, end);
            }
        }
    }

    private static bool IsMixed(ReadOnlySpan<char> word, bool isCyrillicText)
    {
        var (first, changes, latin) = (Script.Other, 0, 0);
        var scripts = 0;
        var last = Script.Other;
        foreach (var letter in word)
        {
            if (ScriptOf(letter) is not Script.Other and var script)
            {
                changes += last is not Script.Other && last != script ? 1 : 0;
                latin += script is Script.Latin ? 1 : 0;
                first = first is Script.Other ? script : first;
                scripts |= 1 << (int)script;
                last = script;
            }
        }

        // A foreign name with an ending of the language is nothing odd: VPNով, Facebookში.
        return changes > 0
            && !(isCyrillicText && scripts == ((1 << (int)Script.Latin) | (1 << (int)Script.Cyrillic)))
            && !(changes == 1 && first is Script.Latin && latin > 1 && word[latin..].IndexOfAnyExcept(LatinTwins) >= 0);
    }

    private static bool IsLetterOrMark(char letter) =>
        char.IsLetter(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark;

    private static Script ScriptOf(char letter) =>
        letter switch
        {
            (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '\u00C0' and <= '\u024F') or (>= '\u1E00' and <= '\u1EFF') => Script.Latin,
            (>= '\u0250' and <= '\u02AF') or (>= '\uFF21' and <= '\uFF5A') => Script.Latin,
            (>= '\u0370' and <= '\u03FF') or (>= '\u1F00' and <= '\u1FFF') => Script.Greek,
            (>= '\u0400' and <= '\u052F') or (>= '\u1C80' and <= '\u1C8F') or (>= '\uA640' and <= '\uA69F') => Script.Cyrillic,
            >= '\u0531' and <= '\u0588' => Script.Armenian,
            >= '\u05D0' and <= '\u05F2' => Script.Hebrew,
            (>= '\u0600' and <= '\u06FF') or (>= '\u0750' and <= '\u077F') => Script.Arabic,
            (>= '\u10A0' and <= '\u10FF') or (>= '\u1C90' and <= '\u1CBF') or (>= '\u2D00' and <= '\u2D2F') => Script.Georgian,
            _ => Script.Other,
        };
}

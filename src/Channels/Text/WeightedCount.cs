using System.Globalization;
using System.Text;

namespace Publisher.Channels.Text;

/// <summary>
/// The counting of X: 1 for Latin, Cyrillic, Greek, Hebrew, Arabic, Armenian and Georgian letters and for common punctuation, 2 for
/// everything else, 2 for an emoji however many code points it is made of. An address counts by itself, also one without a scheme.
/// Source: twitter-text, config/v3.json (CHANNELS 10).
/// </summary>
/// <remarks>A joined emoji that no font holds is counted as one here, where X would count its members.</remarks>
internal static class WeightedCount
{
    public static int Of(ReadOnlySpan<char> text)
    {
        // X counts the composed form, which is never longer.
        ReadOnlySpan<char> left = IsPlain(text) ? text : text.ToString().Normalize();
        var count = 0;
        while (left.Length > 0)
        {
            var length = StringInfo.GetNextTextElementLength(left);
            count += OfGrapheme(left[..length]);
            left = left[length..];
        }

        return count;
    }

    private static int OfGrapheme(ReadOnlySpan<char> grapheme)
    {
        if (EmojiSequence.Is(grapheme))
        {
            return 2;
        }

        var count = 0;
        foreach (var rune in grapheme.EnumerateRunes())
        {
            count += rune.Value is <= 0x10FF or (>= 0x2000 and <= 0x200D) or (>= 0x2010 and <= 0x201F) or (>= 0x2032 and <= 0x2037) ? 1 : 2;
        }

        return count;
    }

    /// <summary>Nothing that normalising could change; halves of surrogate pairs, which it refuses, are left to the counting.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]) && (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[++index])))
            {
                return true;
            }
        }

        return text.IndexOfAnyExceptInRange('\0', '\u02FF') < 0;
    }
}

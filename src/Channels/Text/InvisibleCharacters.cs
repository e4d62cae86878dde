using System.Globalization;
using System.Text;

namespace Publisher.Channels.Text;

/// <summary>
/// Characters that nobody sees. A copy can be marked with them, and whoever passed it on is found by the mark. The same ones are needed
/// inside some scripts and emoji; there they are none. Source: Unicode's Default_Ignorable_Code_Point, UTS 51 for emoji.
/// </summary>
internal static class InvisibleCharacters
{
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;
    private const int BlackFlag = 0x1F3F4;
    private const int FlagEnd = 0xE007F;

    /// <summary>The longest flag made of tags names a region such as <c>gbsct</c>.</summary>
    private const int MostTags = 7;

    /// <summary>Whether the character at a place is seen by nobody and needed by nothing. Marks of direction are <see cref="BidiControls"/>.</summary>
    public static bool IsAt(string text, int index, Rune character) =>
        character.Value switch
        {
            < 0xAD => false,
            NonJoiner => !KeepsLettersApart(text, index),
            Joiner => !JoinsLetters(text, index) && !JoinsEmoji(text, index),
            0xFE0E or 0xFE0F => !FollowsSign(text, index),
            (>= 0xFE00 and <= 0xFE0D) or (>= 0xE0100 and <= 0xE01EF) => !FollowsIdeograph(text, index),
            >= 0x180B and <= 0x180F => Before(text, index) is not { Value: >= 0x1820 and <= 0x18AA },
            >= 0xE0020 and <= FlagEnd => !IsInFlag(text, index),
            0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF) => true,
            _ => Rune.GetUnicodeCategory(character) is UnicodeCategory.Format
                && !IsSeen(character.Value)
                && !BidiControls.IsOne(character.Value),
        };

    /// <summary>Signs that Unicode counts among the formats, though they show: Arabic signs of number and verse, hieroglyphs.</summary>
    private static bool IsSeen(int value) =>
        value is (>= 0x0600 and <= 0x0605) or 0x06DD or 0x070F or 0x0890 or 0x0891 or 0x08E2 or 0x110BD or 0x110CD
        || value is >= 0x13430 and <= 0x1345F;

    /// <summary>Scripts of India end a word with one; in others letters stand on both sides.</summary>
    private static bool KeepsLettersApart(string text, int index)
    {
        if (!IsJoining(text, index - 1, backwards: true))
        {
            return false; // of a row of them only the first looks on
        }

        var next = index + 1;
        while (next < text.Length && text[next] is (char)NonJoiner or (char)Joiner)
        {
            next++;
        }

        return IsJoining(text, next, backwards: false) || Before(text, index) is { Value: >= 0x0900 and <= 0x0DFF };
    }

    /// <summary>Persian and Kurdish end an abbreviation with a joiner, so one side is enough.</summary>
    private static bool JoinsLetters(string text, int index) =>
        IsJoining(text, index - 1, backwards: true) || (index > 0 && IsJoining(text, index + 1, backwards: false));

    private static bool JoinsEmoji(string text, int index) =>
        Before(text, index) is { } before
        && After(text, index + 1) is { } after
        && (IsSign(before) || before.Value is 0xFE0F or 0x20E3)
        && IsSign(after);

    private static bool FollowsSign(string text, int index) =>
        Before(text, index) is { } before
        && (
            before.IsAscii
                ? (Rune.IsDigit(before) || before.Value is '#' or '*') && After(text, index + 1) is { Value: 0x20E3 }
                : IsSign(before) || before.Value is 0x2139 or 0x203C or 0x2049 or 0x3030
        );

    private static bool FollowsIdeograph(string text, int index) =>
        Before(text, index) is { Value: (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) };

    private static bool IsInFlag(string text, int index)
    {
        var start = index;
        for (var steps = 0; steps <= MostTags && Before(text, start) is { Value: >= 0xE0020 and < FlagEnd }; steps++)
        {
            start -= 2;
        }

        if (Before(text, start) is not { Value: BlackFlag })
        {
            return false;
        }

        for (var tags = 0; tags < MostTags && After(text, start) is { Value: >= 0xE0020 and <= FlagEnd } tag; tags++, start += 2)
        {
            if (tag.Value == FlagEnd)
            {
                return start >= index;
            }
        }

        return false;
    }

    private static bool IsSign(Rune character) =>
        character.Value >= 0x1F000 && character.Value < 0xE0000
        || Rune.GetUnicodeCategory(character) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol;

    /// <summary>A letter or mark of a script whose letters join: Arabic, Syriac, N'Ko, those of India and around, Khmer, Mongolian.</summary>
    private static bool IsJoining(string text, int index, bool backwards) =>
        (backwards ? Before(text, index + 1) : After(text, index)) is { } character
        && (
            Rune.IsLetter(character)
            || Rune.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        )
        && character.Value
            is (>= 0x0600 and <= 0x08FF)
                or (>= 0x0900 and <= 0x109F)
                or (>= 0x1780 and <= 0x18AF)
                or (>= 0xFB50 and <= 0xFDFF)
                or (>= 0xFE70 and <= 0xFEFC);

    private static Rune? Before(string text, int index) =>
        index > 0 && Rune.DecodeLastFromUtf16(text.AsSpan(0, index), out var rune, out _) is System.Buffers.OperationStatus.Done
            ? rune
            : null;

    private static Rune? After(string text, int index) =>
        index < text.Length && Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out _) is System.Buffers.OperationStatus.Done
            ? rune
            : null;
}

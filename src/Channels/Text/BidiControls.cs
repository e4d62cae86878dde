using System.Text;

namespace Publisher.Channels.Text;

/// <summary>
/// Marks that turn the direction of what follows. They show a reader other words than are there; text that runs from right to left needs
/// some of them. Source: UAX 9.
/// </summary>
internal static class BidiControls
{
    public static bool IsOne(int value) => value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>Whether it may stay: never an override, and others only where letters run from right to left.</summary>
    public static bool MayStay(int value, bool hasRightToLeft) => hasRightToLeft && value is not (0x202D or 0x202E);

    /// <summary>The text holds letters of Hebrew, Arabic, Syriac, Thaana or N'Ko.</summary>
    public static bool HasRightToLeft(string text) =>
        text.AsSpan().ContainsAnyInRange('\u0590', '\u08FF') && text.EnumerateRunes().Any(IsRightToLeft);

    private static bool IsRightToLeft(Rune character) => character.Value is >= 0x0590 and <= 0x08FF && Rune.IsLetter(character);
}

using System.Text;

namespace Publisher.Channels.Imaging;

/// <summary>Which characters leave ink.</summary>
internal static class Glyphs
{
    public static bool HaveInk(string text) => text.EnumerateRunes().Any(HasInk);

    /// <summary>False for spaces, controls, joiners, direction marks and variation selectors: they steer their neighbours.</summary>
    public static bool HasInk(Rune rune) => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && !IsSteering(rune.Value);

    /// <summary>Unicode's default ignorable code points, as far as text in our languages holds them.</summary>
    private static bool IsSteering(int code) =>
        code
            is 0x00AD
                or 0x034F
                or 0x061C
                or (>= 0x200B and <= 0x200F)
                or (>= 0x202A and <= 0x202E)
                or (>= 0x2060 and <= 0x206F)
                or (>= 0xFE00 and <= 0xFE0F)
                or 0xFEFF
                or (>= 0xE0000 and <= 0xE0FFF);
}

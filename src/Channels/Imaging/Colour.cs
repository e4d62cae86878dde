using System.Globalization;

namespace Publisher.Channels.Imaging;

/// <summary>An sRGB colour.</summary>
/// <param name="Rgb">As 0xRRGGBB.</param>
internal readonly record struct Colour(int Rgb)
{
    private static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(value => ToLinear(value / 255.0))];

    public byte Red => (byte)(Rgb >> 16);

    public byte Green => (byte)(Rgb >> 8);

    public byte Blue => (byte)Rgb;

    /// <summary>WCAG 2.2's relative luminance, 0 to 1.</summary>
    public double Luminance => LuminanceOf(Linear[Red], Linear[Green], Linear[Blue]);

    /// <summary>WCAG 2.2's contrast of two relative luminances, 1 to 21.</summary>
    public static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    /// <summary>The relative luminance of sRGB values from 0 to 255, which may lie between whole numbers.</summary>
    public static double LuminanceOf255(double red, double green, double blue) =>
        LuminanceOf(ToLinear(red / 255), ToLinear(green / 255), ToLinear(blue / 255));

    /// <param name="text">As <c>#RRGGBB</c>.</param>
    public static bool TryParse(string text, out Colour colour)
    {
        const NumberStyles Hex = NumberStyles.AllowHexSpecifier;
        var rgb = 0;
        var isColour = text.Length == 7 && text[0] == '#' && int.TryParse(text.AsSpan(1), Hex, CultureInfo.InvariantCulture, out rgb);
        colour = new Colour(rgb);
        return isColour;
    }

    /// <summary>A colour between two others; 0 is this one, 1 the other.</summary>
    public Colour Towards(Colour other, double share) =>
        new((Between(Red, other.Red, share) << 16) | (Between(Green, other.Green, share) << 8) | Between(Blue, other.Blue, share));

    public override string ToString() => $"#{Rgb:X6}";

    private static int Between(byte one, byte other, double share) => (int)Math.Round(one + ((other - one) * share));

    private static double LuminanceOf(double red, double green, double blue) => (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);

    private static double ToLinear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
}

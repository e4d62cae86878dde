namespace Publisher.Channels.Imaging;

/// <summary>The few colours of one surface.</summary>
/// <param name="Top">Upper edge of a card; on a photo nothing.</param>
/// <param name="Bottom">Lower edge of a card.</param>
/// <param name="Fill">What surrounds a photo is drawn towards this.</param>
/// <param name="FillShare">Share of <paramref name="Fill"/> in the blurred fill.</param>
internal sealed record SlidePalette(Colour Text, Colour Accent, Colour Top, Colour Bottom, Colour Fill, double FillShare)
{
    /// <summary>The less visible one of text and accent on a dark ground.</summary>
    public double Weakest(bool accent) => accent ? Math.Min(Text.Luminance, Accent.Luminance) : Text.Luminance;

    /// <summary>WCAG's contrast of a colour against the part of the card that is nearest to it.</summary>
    public double ContrastOnCard(Colour ink)
    {
        const int Steps = 32;
        var (top, bottom) = (Top, Bottom);
        return Enumerable
            .Range(0, Steps + 1)
            .Min(step => Colour.Contrast(ink.Luminance, top.Towards(bottom, (double)step / Steps).Luminance));
    }
}

/// <summary>How much text must stand out from what is under it.</summary>
internal static class LegibleContrast
{
    /// <summary>WCAG 2.2, 1.4.3.</summary>
    public const double Plain = 4.5;

    /// <summary>For readers of 50 and older: WCAG 2.2, 1.4.6.</summary>
    public const double LargeType = 7;

    public static double For(bool largeType) => largeType ? LargeType : Plain;
}

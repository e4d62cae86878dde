using System.Globalization;
using Publisher.Channels.Imaging;

namespace Publisher.Channels.Templates;

/// <summary>Whether text and accent can be read on what they lie on.</summary>
internal static class Legibility
{
    /// <summary>
    /// Photos are shaded with black until text stands out. Ink that has less than this against black itself would need a photo so dark
    /// that nothing of it is left.
    /// </summary>
    private const double OnBlack = 9;

    /// <param name="largeType">For readers of 50 and older.</param>
    public static IEnumerable<(string Fault, string Name, SlideSurface Surface)> Faults(
        IReadOnlyDictionary<SlideSurface, SlidePalette> palettes,
        bool largeType
    )
    {
        var least = LegibleContrast.For(largeType);
        foreach (var (surface, palette) in palettes.OrderBy(pair => pair.Key))
        {
            foreach (var (name, ink) in new[] { ("text", palette.Text), ("accent", palette.Accent) })
            {
                var onPhoto = surface == SlideSurface.Photo;
                var contrast = onPhoto ? Colour.Contrast(ink.Luminance, 0) : palette.ContrastOnCard(ink);
                if (contrast < (onPhoto ? OnBlack : least))
                {
                    yield return (Fault(ink, contrast, onPhoto, least, palette, largeType), name, surface);
                }
            }
        }
    }

    private static string Fault(Colour ink, double contrast, bool onPhoto, double least, SlidePalette palette, bool largeType)
    {
        var readers = largeType ? " for readers of 50 and older" : "";
        return onPhoto
            ? $"{ink} is too dark for photos: its contrast against black is {Shown(contrast)}, the least is {Shown(OnBlack)}"
            : $"{ink} has a contrast of {Shown(contrast)} on the card {palette.Top} to {palette.Bottom}; the least is {Shown(least)}{readers}";
    }

    /// <summary>Rounded down: 4.49 is not 4.5.</summary>
    private static string Shown(double contrast) => (Math.Floor(contrast * 100) / 100).ToString("0.##", CultureInfo.InvariantCulture);
}

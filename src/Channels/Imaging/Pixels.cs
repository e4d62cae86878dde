using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>What every decoded picture goes through.</summary>
internal static class Pixels
{
    /// <summary>sRGB with 8 bits and three bands, or four with alpha. The colour profile is applied, then forgotten.</summary>
    public static Image ToSrgb(Image image)
    {
        using var coloured = Coloured(image);
        return coloured.Cast(Enums.BandFormat.Uchar);
    }

    private static Image Coloured(Image image)
    {
        var cmyk = image.Interpretation == Enums.Interpretation.Cmyk;
        if (cmyk || image.Contains("icc-profile-data"))
        {
            try
            {
                var fallback = cmyk ? "cmyk" : "srgb";
                using var transformed = image.IccTransform("srgb", embedded: true, inputProfile: fallback, intent: Enums.Intent.Relative);
                return transformed.Colourspace(Enums.Interpretation.Srgb);
            }
            catch (VipsException) when (!cmyk)
            {
                // A broken profile: the plain reading of the pixels is right for nearly every camera.
            }
        }

        return image.Colourspace(Enums.Interpretation.Srgb);
    }
}

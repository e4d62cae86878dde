using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>Makes a photo fit a network that shows it as it is: feeds and sites.</summary>
public static class PhotoFitter
{
    private const int BestQuality = 88;
    private const int WorstQuality = 60;
    private const int QualityStep = 7;
    private const int SmallestSide = 320;

    /// <summary>A JPEG within the rules' side and bytes: first scaled down to the side, then coded more tightly, then smaller.</summary>
    /// <param name="scrubbed">A picture that the <see cref="Scrubber"/> made.</param>
    /// <param name="covers">Painted over before any resize.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a picture.</exception>
    /// <exception cref="ArgumentException">No picture of 320 px fits the rules.</exception>
    public static RenderedFile Fit(byte[] scrubbed, ImageRules rules, IReadOnlyList<CoverBox>? covers = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        for (var side = rules.MaxSide; side >= Math.Min(SmallestSide, rules.MaxSide); side = side * 4 / 5)
        {
            using var photo = DecodedPhoto.LoadWithin(scrubbed, covers, side);
            for (var quality = BestQuality; quality >= WorstQuality; quality -= QualityStep)
            {
                var bytes = photo.Image.JpegsaveBuffer(q: quality, keep: Enums.ForeignKeep.None);
                if (bytes.Length <= rules.MaxBytes)
                {
                    return RenderedFile.Of(bytes, "image/jpeg", photo.Image.Width, photo.Image.Height);
                }
            }
        }

        throw new ArgumentException($"No picture fits {rules.MaxBytes} bytes.", nameof(rules));
    }
}

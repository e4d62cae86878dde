using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>Straight RGBA pixels to be laid over a slide.</summary>
internal sealed record Stamp(byte[] Rgba, int Width, int Height)
{
    public ReadOnlySpan<byte> Row(int y) => Rgba.AsSpan(y * Width * 4, Width * 4);

    /// <param name="image">sRGB with alpha.</param>
    public static Stamp Of(Image image)
    {
        using var bytes = image.Cast(Enums.BandFormat.Uchar);
        return new Stamp(bytes.WriteToMemory<byte>(), bytes.Width, bytes.Height);
    }

    /// <summary>Draws a template's own SVG at its own size, which must be the slide's.</summary>
    /// <exception cref="InvalidDataException">It cannot be drawn.</exception>
    public static Stamp OfOverlay(byte[] svg, int width, int height)
    {
        try
        {
            using var drawn = Image.SvgloadBuffer(svg);
            using var sized = drawn.ThumbnailImage(width, height: height, size: Enums.Size.Force);
            using var plain = Pixels.ToSrgb(sized);
            return Of(plain);
        }
        catch (VipsException exception)
        {
            throw new InvalidDataException("The template's overlay cannot be drawn.", exception);
        }
    }
}

using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>Paints over what must not be seen: opaque, one colour, and larger than asked. Done at full size, before anything else.</summary>
internal static class Covers
{
    /// <summary>Covers grow by this share of their own size: a box drawn by hand is never quite large enough.</summary>
    private const double Growth = 0.2;

    private const double Opaque = 255;

    private static readonly double[] Colour = [24, 24, 24];

    /// <param name="image">sRGB, with or without alpha.</param>
    public static Image Draw(Image image, IReadOnlyList<CoverBox> boxes)
    {
        double[] ink = image.HasAlpha() ? [.. Colour, Opaque] : Colour;
        return boxes.Count == 0
            ? image.Copy()
            : image.Mutate(canvas =>
            {
                foreach (var box in boxes)
                {
                    var (left, right) = Grown(box.X, box.W, image.Width);
                    var (top, bottom) = Grown(box.Y, box.H, image.Height);
                    canvas.DrawRect(ink, left, top, right - left, bottom - top, fill: true);
                }
            });
    }

    private static (int From, int Until) Grown(double from, double length, int side)
    {
        var more = length * Growth / 2;
        var first = (int)Math.Clamp(Math.Floor((from - more) * side), 0, side - 1);
        return (first, (int)Math.Clamp(Math.Ceiling((from + length + more) * side), first + 1, side));
    }
}

using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>
/// What surrounds a photo that does not cover its slide: the photo itself, made tiny, blurred there, tinted and enlarged. At this softness
/// the eye cannot tell it from a blur of the whole, and it costs next to nothing.
/// </summary>
internal static class BlurredFill
{
    /// <summary>px of the slide for each px of the picture that is blurred.</summary>
    private const int Scale = 20;

    private const double Sigma = 2.5;

    /// <summary>Values between two bytes, so that slow gradients show no steps.</summary>
    private const int Fine = 128;

    /// <summary>Fills the canvas from row <paramref name="from"/> down.</summary>
    public static void Draw(Canvas canvas, int from, Image photo, SlidePalette palette)
    {
        var (width, height) = (canvas.Width / Scale, (canvas.Height / Scale) + 2);
        using var tiny = Tiny(photo, width, height);
        using var blurred = tiny.Gaussblur(Sigma);
        using var soft = blurred.Cast(Enums.BandFormat.Uchar);
        var small = soft.WriteToMemory<byte>();
        var rows = Enumerable.Range(0, height).Select(y => Widen(small.AsSpan(y * width * 3, width * 3), canvas.Width, palette)).ToList();
        Enlarge(rows, from, canvas);
    }

    /// <summary>The middle of the photo in the slide's shape, averaged: nothing finer survives the blur.</summary>
    private static Image Tiny(Image photo, int width, int height)
    {
        var scale = Math.Min((double)photo.Width / width, (double)photo.Height / height);
        var (across, down) = ((int)Math.Max(1, width * scale), (int)Math.Max(1, height * scale));
        using var middle = photo.Crop((photo.Width - across) / 2, (photo.Height - down) / 2, across, down);
        using var averaged = middle.Shrink(Math.Max(1, across / width), Math.Max(1, down / height));
        return averaged.Resize((double)width / averaged.Width, kernel: Enums.Kernel.Linear, vscale: (double)height / averaged.Height);
    }

    /// <summary>Each small row stands for <see cref="Scale"/> of the slide's; between two of them the values move in even steps.</summary>
    private static void Enlarge(List<short[]> rows, int from, Canvas canvas)
    {
        var values = new short[canvas.Width * 3];
        var steps = new short[canvas.Width * 3];
        for (var y = from; y < canvas.Height; y++)
        {
            if (y == from || y % Scale == 0)
            {
                Prepare(rows[y / Scale], rows[(y / Scale) + 1], y % Scale, values, steps);
            }

            PixelRows.WriteAndStep(canvas.Row(y), values, steps);
        }
    }

    private static void Prepare(short[] upper, short[] lower, int steps, Span<short> values, Span<short> step)
    {
        for (var at = 0; at < values.Length; at++)
        {
            step[at] = (short)((lower[at] - upper[at]) / Scale);
            values[at] = (short)(upper[at] + (steps * step[at]));
        }
    }

    /// <summary>A small row as wide as the slide, tinted, in <see cref="Fine"/> steps for each byte.</summary>
    private static short[] Widen(ReadOnlySpan<byte> row, int width, SlidePalette palette)
    {
        var wide = new short[width * 3];
        var (last, tint) = ((row.Length / 3) - 1, palette.Fill);
        for (var x = 0; x < width; x++)
        {
            var place = Math.Clamp(((x + 0.5) / Scale) - 0.5, 0, last - 0.001);
            var (at, share) = ((int)place * 3, place - (int)place);
            wide[x * 3] = Tinted(row[at], row[at + 3], share, tint.Red, palette.FillShare);
            wide[(x * 3) + 1] = Tinted(row[at + 1], row[at + 4], share, tint.Green, palette.FillShare);
            wide[(x * 3) + 2] = Tinted(row[at + 2], row[at + 5], share, tint.Blue, palette.FillShare);
        }

        return wide;
    }

    private static short Tinted(byte left, byte right, double share, byte tint, double tintShare)
    {
        var value = left + ((right - left) * share);
        return (short)(Fine * (value + ((tint - value) * tintShare)));
    }
}

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

    private const double Sigma = 4;

    /// <summary>Values between two bytes, so that slow gradients show no steps.</summary>
    private const int Fine = 128;

    /// <summary>Fills the canvas from row <paramref name="from"/> down.</summary>
    /// <param name="photo">Its pixels, three bytes each.</param>
    public static void Draw(Canvas canvas, int from, ReadOnlySpan<byte> photo, int photoWidth, SlidePalette palette)
    {
        var (width, height) = (canvas.Width / Scale, (canvas.Height / Scale) + 2);
        var tiny = Tiny(photo, photoWidth, width, height);
        using var image = Image.NewFromMemory<byte>(tiny, width, height, 3, Enums.BandFormat.Uchar);
        using var blurred = image.Gaussblur(Sigma);
        var small = Tinted(blurred.WriteToMemory<byte>(), palette);
        var rows = new short[height][];
        for (var y = from / Scale; y < height; y++)
        {
            rows[y] = Widen(small.AsSpan(y * width * 3, width * 3), canvas.Width);
        }

        Enlarge(rows, from, canvas);
    }

    /// <summary>The middle of the photo in the slide's shape, averaged: nothing finer survives the blur.</summary>
    private static byte[] Tiny(ReadOnlySpan<byte> photo, int photoWidth, int width, int height)
    {
        var photoHeight = photo.Length / 3 / photoWidth;
        var scale = Math.Min((double)photoWidth / width, (double)photoHeight / height);
        var (left, top) = ((photoWidth - (width * scale)) / 2, (photoHeight - (height * scale)) / 2);
        var (tiny, sums) = (new byte[width * height * 3], new ushort[photoWidth * 3]);
        for (var y = 0; y < height; y++)
        {
            var (upper, lower) = Span(top, y, scale);
            Array.Clear(sums);
            for (var row = upper; row < lower; row++)
            {
                PixelRows.AddTo(sums, photo.Slice(row * photoWidth * 3, photoWidth * 3));
            }

            for (var x = 0; x < width; x++)
            {
                var (first, last) = Span(left, x, scale);
                Average(sums.AsSpan(first * 3, (last - first) * 3), lower - upper, tiny.AsSpan(((y * width) + x) * 3, 3));
            }
        }

        return tiny;
    }

    /// <summary>The px of the photo that a small one stands for; at least one.</summary>
    private static (int From, int Until) Span(double start, int index, double scale)
    {
        var from = (int)(start + (index * scale));
        return (from, Math.Max(from + 1, (int)(start + ((index + 1) * scale))));
    }

    private static void Average(ReadOnlySpan<ushort> sums, int rows, Span<byte> pixel)
    {
        var (red, green, blue) = (0, 0, 0);
        for (var at = 0; at < sums.Length; at += 3)
        {
            (red, green, blue) = (red + sums[at], green + sums[at + 1], blue + sums[at + 2]);
        }

        var count = sums.Length / 3 * rows;
        (pixel[0], pixel[1], pixel[2]) = ((byte)(red / count), (byte)(green / count), (byte)(blue / count));
    }

    /// <summary>Each small row stands for <see cref="Scale"/> of the slide's; between two of them the values move in even steps.</summary>
    private static void Enlarge(short[][] rows, int from, Canvas canvas)
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

    /// <summary>A small row as wide as the slide; between the middles of two small px the values move in even steps.</summary>
    private static short[] Widen(ReadOnlySpan<short> row, int width)
    {
        const int Steps = 2 * Scale;
        var wide = new short[width * 3];
        var last = (((row.Length / 3) - 1) * Steps) - 1;
        for (var x = 0; x < width; x++)
        {
            var place = Math.Clamp((2 * x) + 1 - Scale, 0, last);
            var (left, step) = (place / Steps * 3, place % Steps);
            for (var band = 0; band < 3; band++)
            {
                var (here, next) = (row[left + band], row[left + 3 + band]);
                wide[(x * 3) + band] = (short)(here + ((next - here) * step / Steps));
            }
        }

        return wide;
    }

    /// <summary>In <see cref="Fine"/> steps for each byte.</summary>
    private static short[] Tinted(ReadOnlySpan<byte> pixels, SlidePalette palette)
    {
        var tinted = new short[pixels.Length];
        byte[] tint = [palette.Fill.Red, palette.Fill.Green, palette.Fill.Blue];
        for (var at = 0; at < tinted.Length; at++)
        {
            tinted[at] = (short)(Fine * (pixels[at] + ((tint[at % 3] - pixels[at]) * palette.FillShare)));
        }

        return tinted;
    }
}

using System.Buffers;
using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>A slide's pixels, three bytes each, while it is being drawn. Its memory is lent: fresh pages cost as much as a copy of them.</summary>
internal sealed class Canvas(int width, int height) : IDisposable
{
    private const int JpegQuality = 85;

    private byte[] _lent = ArrayPool<byte>.Shared.Rent(width * height * 3);

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Undefined until it is drawn on.</summary>
    public Span<byte> Pixels => _lent.AsSpan(0, Width * Height * 3);

    /// <summary>Takes over the pixels of a canvas of the same size.</summary>
    public void CopyFrom(Canvas other) => other.Pixels.CopyTo(Pixels);

    public Span<byte> Row(int y) => _lent.AsSpan(y * Width * 3, Width * 3);

    /// <summary>A bar with round ends, smooth at the edge.</summary>
    public void DrawBar(double left, double top, double width, double height, Colour colour, double opacity = 1)
    {
        var radius = Math.Min(width, height) / 2;
        for (var y = Math.Max(0, (int)top - 1); y < Math.Min(Height, top + height + 1); y++)
        {
            for (var x = Math.Max(0, (int)left - 1); x < Math.Min(Width, left + width + 1); x++)
            {
                var across = Math.Max(Math.Abs(x + 0.5 - left - (width / 2)) - (width / 2) + radius, 0);
                var down = Math.Max(Math.Abs(y + 0.5 - top - (height / 2)) - (height / 2) + radius, 0);
                var covered = Math.Clamp(radius + 0.5 - Math.Sqrt((across * across) + (down * down)), 0, 1);
                Mix(((y * Width) + x) * 3, colour.Red, colour.Green, colour.Blue, (int)(covered * opacity * 255));
            }
        }
    }

    /// <summary>Lays a stamp over the canvas; all of it must lie on it.</summary>
    public void Draw(Stamp stamp, int left, int top)
    {
        for (var y = 0; y < stamp.Height; y++)
        {
            var source = stamp.Row(y);
            for (var x = FirstInk(source, 0); x < stamp.Width; x = FirstInk(source, x + 1))
            {
                var pixel = source.Slice(x * 4, 4);
                Mix((((top + y) * Width) + left + x) * 3, pixel[0], pixel[1], pixel[2], pixel[3]);
            }
        }
    }

    public RenderedFile ToJpeg()
    {
        using var raw = Image.NewFromMemory<byte>(_lent.AsMemory(0, Width * Height * 3), Width, Height, 3, Enums.BandFormat.Uchar);
        using var image = raw.Copy(interpretation: Enums.Interpretation.Srgb);
        return RenderedFile.Of(image.JpegsaveBuffer(q: JpegQuality, keep: Enums.ForeignKeep.None), "image/jpeg", Width, Height);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_lent);
        _lent = [];
    }

    /// <summary>The first pixel from <paramref name="x"/> on that is not clear; most of a text's box is, so stretches are skipped at once.</summary>
    private static int FirstInk(ReadOnlySpan<byte> rgba, int x)
    {
        if (x * 4 < rgba.Length && rgba[(x * 4) + 3] > 0)
        {
            return x;
        }

        var clear = rgba[(x * 4)..].IndexOfAnyExcept((byte)0);
        return clear < 0 ? rgba.Length / 4 : x + (clear / 4);
    }

    private void Mix(int at, byte red, byte green, byte blue, int opacity)
    {
        var pixel = _lent.AsSpan(at, 3);
        if (opacity == 255)
        {
            (pixel[0], pixel[1], pixel[2]) = (red, green, blue);
            return;
        }

        pixel[0] = Mixed(pixel[0], red, opacity);
        pixel[1] = Mixed(pixel[1], green, opacity);
        pixel[2] = Mixed(pixel[2], blue, opacity);
    }

    private static byte Mixed(byte under, byte over, int opacity) => (byte)(((under * (255 - opacity)) + (over * opacity) + 127) / 255);
}

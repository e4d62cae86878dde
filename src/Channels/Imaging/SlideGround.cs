using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>What lies under a slide's text: a photo over its own blurred, darkened self, or a calm card. Drawn once for a deck.</summary>
internal sealed record SlideGround(Canvas Canvas, int PhotoBottom, double Enlargement)
{
    /// <summary>px of the slide for each px of the picture that is blurred.</summary>
    private const int BlurScale = 20;

    private const double BlurSigma = 2.5;

    public static SlideGround Card(SlideLayout layout)
    {
        var canvas = new Canvas(layout.Width, layout.Height);
        var (top, bottom) = (layout.Palette.CardTop, layout.Palette.CardBottom);
        for (var y = 0; y < layout.Height; y++)
        {
            var share = (double)y / layout.Height;
            var row = canvas.Row(y);
            for (var at = 0; at < row.Length; at += 3)
            {
                // A little noise of a fixed pattern hides the steps of so slow a gradient.
                var grain = ((((at / 3) * 7) + (y * 13)) & 7) / 8.0;
                row[at] = Between(top.Red, bottom.Red, share, grain);
                row[at + 1] = Between(top.Green, bottom.Green, share, grain);
                row[at + 2] = Between(top.Blue, bottom.Blue, share, grain);
            }
        }

        return new SlideGround(canvas, PhotoBottom: 0, Enlargement: 0);
    }

    public static SlideGround Of(DecodedPhoto photo, SlideLayout layout)
    {
        var canvas = new Canvas(layout.Width, layout.Height);
        var placement = PhotoPlacement.Of(photo.SourceWidth, photo.SourceHeight, layout, photo.Focus);
        if (!placement.Covers)
        {
            Fill(canvas, photo.Image, layout.Palette);
        }

        LayPhoto(canvas, photo.Image, placement, placement.Covers ? 0 : layout.Melt);
        return new SlideGround(canvas, placement.Top + placement.Height, (double)placement.Width / photo.SourceWidth);
    }

    private static void LayPhoto(Canvas canvas, Image photo, PhotoPlacement placement, int melt)
    {
        using var sized = Sized(photo, placement);
        var pixels = sized.WriteToMemory<byte>();
        var (fromX, toX) = (Math.Max(0, -placement.Left), Math.Max(0, placement.Left));
        var width = Math.Min(placement.Width - fromX, canvas.Width - toX) * 3;
        var (fromY, toY) = (Math.Max(0, -placement.Top), Math.Max(0, placement.Top));
        var rows = Math.Min(placement.Height - fromY, canvas.Height - toY);
        for (var y = 0; y < rows; y++)
        {
            var source = pixels.AsSpan((((fromY + y) * placement.Width) + fromX) * 3, width);
            var target = canvas.Row(toY + y).Slice(toX * 3, width);
            Lay(source, target, melt == 0 || rows >= canvas.Height ? 256 : (int)(256 * Ease((double)(rows - y) / melt)));
        }
    }

    private static void Lay(ReadOnlySpan<byte> source, Span<byte> target, int share)
    {
        if (share >= 256)
        {
            source.CopyTo(target);
            return;
        }

        for (var at = 0; at < source.Length; at++)
        {
            target[at] = (byte)(((source[at] * share) + (target[at] * (256 - share))) >> 8);
        }
    }

    private static Image Sized(Image photo, PhotoPlacement placement) =>
        photo.Width == placement.Width && photo.Height == placement.Height
            ? photo.Copy()
            : photo.Resize((double)placement.Width / photo.Width, vscale: (double)placement.Height / photo.Height);

    /// <summary>The photo made tiny, blurred there and enlarged: at this softness the eye cannot tell, and it costs next to nothing.</summary>
    private static void Fill(Canvas canvas, Image photo, SlidePalette palette)
    {
        var (width, height) = (canvas.Width / BlurScale, (canvas.Height + BlurScale - 1) / BlurScale);
        using var tiny = photo.ThumbnailImage(width, height: height, size: Enums.Size.Both, crop: Enums.Interesting.Centre);
        using var blurred = tiny.Gaussblur(BlurSigma);
        using var soft = blurred.Cast(Enums.BandFormat.Uchar);
        var small = soft.WriteToMemory<byte>();
        Tint(small, palette);
        Enlarge(small, width, height, canvas);
    }

    private static void Tint(byte[] pixels, SlidePalette palette)
    {
        var (share, tint) = (palette.FillShare, palette.Fill);
        for (var at = 0; at < pixels.Length; at += 3)
        {
            pixels[at] = Between(pixels[at], tint.Red, share, 0.5);
            pixels[at + 1] = Between(pixels[at + 1], tint.Green, share, 0.5);
            pixels[at + 2] = Between(pixels[at + 2], tint.Blue, share, 0.5);
        }
    }

    /// <summary>Linear enlargement: first every small row is widened, then each of the slide's rows is mixed from two of them.</summary>
    private static void Enlarge(byte[] small, int width, int height, Canvas canvas)
    {
        var wide = new ushort[height][];
        for (var y = 0; y < height; y++)
        {
            wide[y] = Widen(small.AsSpan(y * width * 3, width * 3), canvas.Width);
        }

        for (var y = 0; y < canvas.Height; y++)
        {
            var place = Math.Clamp(((y + 0.5) * height / canvas.Height) - 0.5, 0, height - 1.001);
            var (upper, lower) = (wide[(int)place], wide[(int)place + 1]);
            var share = (int)((place - (int)place) * 256);
            var row = canvas.Row(y);
            for (var at = 0; at < row.Length; at++)
            {
                row[at] = (byte)(((upper[at] * (256 - share)) + (lower[at] * share)) >> 15);
            }
        }
    }

    private static ushort[] Widen(ReadOnlySpan<byte> row, int width)
    {
        var count = row.Length / 3;
        var wide = new ushort[width * 3];
        for (var x = 0; x < width; x++)
        {
            var place = Math.Clamp(((x + 0.5) * count / width) - 0.5, 0, count - 1.001);
            var share = (int)((place - (int)place) * 128);
            for (var band = 0; band < 3; band++)
            {
                var at = ((int)place * 3) + band;
                wide[(x * 3) + band] = (ushort)((row[at] * (128 - share)) + (row[at + 3] * share));
            }
        }

        return wide;
    }

    private static double Ease(double share) => share >= 1 ? 1 : share * share * (3 - (2 * share));

    private static byte Between(byte from, byte to, double share, double grain) => (byte)(from + ((to - from) * share) + grain);
}

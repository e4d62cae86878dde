using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>What lies under a slide's text: a photo over its own blurred, darkened self, or a calm card. Drawn once for a deck.</summary>
/// <param name="PhotoBottom">px of the photo's lower edge; 0 without one.</param>
/// <param name="FocusY">px of what the photo is about; null when nobody said.</param>
/// <param name="Enlargement">Times the photo's own size.</param>
internal sealed record SlideGround(Canvas Canvas, int PhotoBottom, double? FocusY, double Enlargement) : IDisposable
{
    /// <summary>px after which the noise that hides the steps of a slow gradient repeats.</summary>
    private const int GrainWidth = 8;

    public void Dispose() => Canvas.Dispose();

    public static SlideGround Card(SlideLayout layout)
    {
        var canvas = new Canvas(layout.Width, layout.Height);
        var (top, bottom) = (layout.Palette.Top, layout.Palette.Bottom);
        for (var y = 0; y < layout.Height; y++)
        {
            var share = (double)y / layout.Height;
            var row = canvas.Row(y);
            for (var x = 0; x < GrainWidth; x++)
            {
                var grain = (double)(((x * 7) + (y * 13)) % GrainWidth) / GrainWidth;
                row[x * 3] = Between(top.Red, bottom.Red, share, grain);
                row[(x * 3) + 1] = Between(top.Green, bottom.Green, share, grain);
                row[(x * 3) + 2] = Between(top.Blue, bottom.Blue, share, grain);
            }

            for (var drawn = GrainWidth * 3; drawn < row.Length; drawn *= 2)
            {
                row[..Math.Min(drawn, row.Length - drawn)].CopyTo(row[drawn..]);
            }
        }

        return new SlideGround(canvas, PhotoBottom: 0, FocusY: null, Enlargement: 0);
    }

    public static SlideGround Of(DecodedPhoto photo, SlideLayout layout)
    {
        var canvas = new Canvas(layout.Width, layout.Height);
        canvas.Pixels.Clear(); // lent memory may hold another picture, uncovered
        var placement = PhotoPlacement.Of(photo.SourceWidth, photo.SourceHeight, layout, photo.Focus);
        using var sized = Sized(photo.Image, placement);
        var pixels = sized.WriteToMemory<byte>();
        if (!placement.Covers)
        {
            var hidden = placement.Left > 0 ? 0 : placement.Height - layout.Melt;
            BlurredFill.Draw(canvas, Math.Max(0, hidden), pixels, placement.Width, layout.Palette);
        }

        LayPhoto(canvas, pixels, placement, placement.Covers ? 0 : layout.Melt);
        var focus = photo.Focus is { } point ? placement.Top + (point.Y * placement.Height) : (double?)null;
        return new SlideGround(canvas, placement.Top + placement.Height, focus, (double)placement.Width / photo.SourceWidth);
    }

    private static void LayPhoto(Canvas canvas, ReadOnlySpan<byte> photo, PhotoPlacement placement, int melt)
    {
        var (fromX, toX) = (Math.Max(0, -placement.Left), Math.Max(0, placement.Left));
        var width = Math.Min(placement.Width - fromX, canvas.Width - toX) * 3;
        var (fromY, toY) = (Math.Max(0, -placement.Top), Math.Max(0, placement.Top));
        var rows = Math.Min(placement.Height - fromY, canvas.Height - toY);
        for (var y = 0; y < rows; y++)
        {
            var source = photo.Slice((((fromY + y) * placement.Width) + fromX) * 3, width);
            var target = canvas.Row(toY + y).Slice(toX * 3, width);
            PixelRows.Mix(target, source, melt == 0 || rows >= canvas.Height ? 256 : (int)(256 * Ease((double)(rows - y) / melt)));
        }
    }

    private static Image Sized(Image photo, PhotoPlacement placement) =>
        photo.Width == placement.Width && photo.Height == placement.Height
            ? photo.Copy()
            : photo.Resize((double)placement.Width / photo.Width, vscale: (double)placement.Height / photo.Height);

    private static double Ease(double share) => share >= 1 ? 1 : share * share * (3 - (2 * share));

    private static byte Between(byte from, byte to, double share, double grain) => (byte)(from + ((to - from) * share) + grain);
}

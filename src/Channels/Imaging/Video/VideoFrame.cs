using NetVips;

namespace Publisher.Channels.Imaging.Video;

/// <summary>
/// One picture of a film in the planes that H.264 stores (I420): brightness for every pixel, two colour differences for every four.
/// Colours by ITU-R BT.709 in video range, which every phone assumes of a film this size.
/// </summary>
internal sealed class VideoFrame
{
    private readonly int _width;
    private readonly int _height;

    private VideoFrame(int width, int height, byte[] planes) => (_width, _height, Planes) = (width, height, planes);

    public byte[] Planes { get; }

    /// <param name="slide">A JPEG with even sides.</param>
    public static VideoFrame Of(RenderedFile slide)
    {
        using var opened = Image.JpegloadBuffer(slide.Bytes, access: Enums.Access.Sequential);
        var rgb = opened.WriteToMemory<byte>();
        var frame = new VideoFrame(slide.Width, slide.Height, new byte[slide.Width * slide.Height * 3 / 2]);
        for (var y = 0; y < slide.Height; y += 2)
        {
            frame.TakeRows(rgb, y);
        }

        return frame;
    }

    /// <summary>A frame on the way from this one to the next, for a cross-fade.</summary>
    /// <param name="share">Of 256 how much of <paramref name="next"/> shows.</param>
    public void MixInto(byte[] target, VideoFrame next, int share)
    {
        Planes.CopyTo(target.AsSpan());
        PixelRows.Mix(target, next.Planes, share);
    }

    /// <summary>Two rows at a time, as four pixels share their colour. Factors are BT.709's, of 65536.</summary>
    private void TakeRows(byte[] rgb, int y)
    {
        var (blueAt, redAt) = (_width * _height, _width * _height * 5 / 4);
        var chroma = y / 2 * (_width / 2);
        for (var x = 0; x < _width; x += 2)
        {
            var (red, green, blue) = (0, 0, 0);
            for (var pixel = 0; pixel < 4; pixel++)
            {
                var at = ((y + (pixel >> 1)) * _width) + x + (pixel & 1);
                var (r, g, b) = (rgb[at * 3], rgb[(at * 3) + 1], rgb[(at * 3) + 2]);
                Planes[at] = (byte)(((11966 * r) + (40254 * g) + (4064 * b) + (16 << 16) + (1 << 15)) >> 16);
                (red, green, blue) = (red + r, green + g, blue + b);
            }

            Planes[blueAt + chroma + (x / 2)] = Colour((-6596 * red) - (22189 * green) + (28784 * blue));
            Planes[redAt + chroma + (x / 2)] = Colour((28784 * red) - (26145 * green) - (2639 * blue));
        }
    }

    /// <summary>Of the sum over four pixels.</summary>
    private static byte Colour(int difference) => (byte)Math.Clamp((difference + (128 << 18) + (1 << 17)) >> 18, 16, 240);
}

using NetVips;
using Publisher.Channels.Templates;

namespace Publisher.Channels.Imaging;

/// <summary>A photo's pixels at the size that slides need, decoded once and shared by all of them. Safe to share between threads.</summary>
public sealed class DecodedPhoto : IDisposable
{
    private static readonly double[] Paper = [255, 255, 255];

    private DecodedPhoto(Image image, int width, int height, FocusPoint? focus)
    {
        Image = image;
        SourceWidth = width;
        SourceHeight = height;
        Focus = focus;
    }

    /// <summary>px of the file it was decoded from.</summary>
    public int SourceWidth { get; }

    public int SourceHeight { get; }

    public FocusPoint? Focus { get; }

    /// <summary>Three bands of sRGB, in memory, never larger than the file.</summary>
    internal Image Image { get; }

    /// <summary>Decodes for slides of one shape.</summary>
    /// <param name="scrubbed">A picture that the <see cref="Scrubber"/> made.</param>
    /// <param name="covers">Painted over before any resize, so that nothing of what they hide reaches another pixel.</param>
    /// <param name="look">Null: the default one.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a picture.</exception>
    public static DecodedPhoto Load(
        byte[] scrubbed,
        IReadOnlyList<CoverBox>? covers,
        FocusPoint? focus,
        SlideShape shape,
        SlideLook? look = null
    ) =>
        Load(
            scrubbed,
            covers,
            focus,
            (width, height) =>
            {
                var layout = (look ?? SlideLook.Default).LayoutOf(shape, SlideSurface.Photo);
                var placement = PhotoPlacement.Of(width, height, layout, focus);
                return Math.Min(1, (double)placement.Width / width);
            }
        );

    /// <summary>Decodes so that both sides are at least as long as needed, or as the file has them.</summary>
    /// <param name="scrubbed">A picture that the <see cref="Scrubber"/> made.</param>
    /// <param name="covers">Painted over before any resize.</param>
    /// <exception cref="InvalidDataException">The bytes are not such a picture.</exception>
    public static DecodedPhoto Load(
        byte[] scrubbed,
        IReadOnlyList<CoverBox>? covers,
        FocusPoint? focus,
        int neededWidth,
        int neededHeight
    ) =>
        Load(scrubbed, covers, focus, (width, height) => Math.Min(1, Math.Max((double)neededWidth / width, (double)neededHeight / height)));

    /// <summary>Decodes so that the longer side is at most <paramref name="longestSide"/> px.</summary>
    internal static DecodedPhoto LoadWithin(byte[] scrubbed, IReadOnlyList<CoverBox>? covers, int longestSide) =>
        Load(scrubbed, covers, focus: null, (width, height) => Math.Min(1, (double)longestSide / Math.Max(width, height)));

    public void Dispose() => Image.Dispose();

    private static DecodedPhoto Load(byte[] scrubbed, IReadOnlyList<CoverBox>? covers, FocusPoint? focus, Func<int, int, double> scaleFor)
    {
        ArgumentNullException.ThrowIfNull(scrubbed);
        var type = UploadTypes.Sniff(scrubbed);
        if (type is not (UploadType.Jpeg or UploadType.Png or UploadType.WebP))
        {
            throw new InvalidDataException("The bytes are not a scrubbed picture.");
        }

        var scan = PictureScan.Of(type, scrubbed);
        var scale = scaleFor(scan.Width, scan.Height);
        try
        {
            using var decoded = Decode(type, scrubbed, covers is { Count: > 0 } ? 1 : scale);
            using var covered = Covers.Draw(decoded, covers ?? []);
            return new DecodedPhoto(Shrink(covered, scan, scale), scan.Width, scan.Height, focus);
        }
        catch (VipsException exception)
        {
            throw new InvalidDataException("The picture cannot be decoded.", exception);
        }
    }

    /// <summary>JPEG can be decoded at a half, a quarter or an eighth for a fraction of the time.</summary>
    private static Image Decode(UploadType type, byte[] file, double scale)
    {
        var shrink =
            scale <= 0.125 ? 8
            : scale <= 0.25 ? 4
            : scale <= 0.5 ? 2
            : 1;
        using var opened = type switch
        {
            UploadType.Jpeg => Image.JpegloadBuffer(file, shrink: shrink, access: Enums.Access.Sequential),
            UploadType.Png => Image.PngloadBuffer(file, access: Enums.Access.Sequential),
            _ => Image.WebploadBuffer(file, access: Enums.Access.Sequential),
        };
        using var plain = Pixels.ToSrgb(opened);
        return plain.HasAlpha() ? plain.Flatten(Paper) : plain.Copy();
    }

    private static Image Shrink(Image image, PictureScan scan, double scale)
    {
        var (width, height) = (Math.Round(scan.Width * scale), Math.Round(scan.Height * scale));
        using var resized = image.Resize(
            Math.Max(1, width) / image.Width,
            kernel: Enums.Kernel.Lanczos3,
            vscale: Math.Max(1, height) / image.Height
        );
        return resized.CopyMemory();
    }
}

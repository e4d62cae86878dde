using System.Security.Cryptography;
using NetVips;

namespace Publisher.Channels.Imaging;

/// <summary>Cleans one picture. Fails closed: what its own walker does not recognise in the result never leaves.</summary>
internal static class PictureScrub
{
    private const int JpegQuality = 90;
    private const int WebPQuality = 90;
    private const int PngCompression = 6;

    public static ScrubResult Scrub(UploadType type, byte[] file)
    {
        var scan = PictureScan.Of(type, file);
        if (UploadLimits.Check(scan).FirstOrDefault() is { } problem)
        {
            return new ScrubResult.Refused(problem);
        }

        if (!scan.Complete)
        {
            return Corrupt("it is cut off or not built as its kind must be");
        }

        try
        {
            return ScrubPixels(type, file, scan);
        }
        catch (VipsException)
        {
            return Corrupt("its pixels cannot be read"); // the library's own words may quote the file
        }
    }

    private static ScrubResult.Clean ScrubPixels(UploadType type, byte[] file, PictureScan scan)
    {
        using var decoded = Open(type, file, scan.Orientation == 1);
        using var upright = decoded.Autorot();
        using var plain = Pixels.ToSrgb(upright);
        return Pack(type, plain, [.. scan.Found.Order(StringComparer.Ordinal)], rotated: scan.Orientation != 1);
    }

    /// <summary>The same picture with its boxes painted over.</summary>
    /// <param name="clean">What <see cref="Scrub"/> made.</param>
    /// <exception cref="VipsException">The bytes cannot be read as a picture.</exception>
    public static ScrubResult.Clean Cover(UploadType type, byte[] clean, IReadOnlyList<CoverBox> boxes)
    {
        using var decoded = Open(type, clean, upright: true);
        using var plain = Pixels.ToSrgb(decoded);
        using var covered = Covers.Draw(plain, boxes);
        return Pack(type, covered, [], rotated: false);
    }

    /// <summary>Encodes, and lets nothing pass that the format's walker does not know.</summary>
    private static ScrubResult.Clean Pack(UploadType type, Image plain, IReadOnlyList<string> removed, bool rotated)
    {
        var (bytes, mediaType) = Encode(type, plain);
        if (Excess(type, bytes) is { } excess)
        {
            throw new InvalidOperationException($"The encoder wrote what may not leave: {excess}.");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return new ScrubResult.Clean(
            new MemoryStream(bytes, writable: false),
            MediaKind.Image,
            mediaType,
            plain.Width,
            plain.Height,
            Duration: null,
            bytes.Length,
            hash,
            removed,
            rotated
        );
    }

    private static Image Open(UploadType type, byte[] file, bool upright)
    {
        // Turning needs the whole picture at hand; an upright one streams through.
        var access = upright ? Enums.Access.Sequential : Enums.Access.Random;
        return type switch
        {
            UploadType.Jpeg => Image.JpegloadBuffer(file, access: access, failOn: Enums.FailOn.Error),
            UploadType.Png => Image.PngloadBuffer(file, access: access, failOn: Enums.FailOn.Error),
            _ => Image.WebploadBuffer(file, access: access, failOn: Enums.FailOn.Error),
        };
    }

    private static (byte[] Bytes, string MediaType) Encode(UploadType type, Image image) =>
        type switch
        {
            UploadType.Jpeg => (image.JpegsaveBuffer(q: JpegQuality, keep: Enums.ForeignKeep.None), "image/jpeg"),
            UploadType.Png => (PngWalk.Keep(image.PngsaveBuffer(compression: PngCompression, keep: Enums.ForeignKeep.None)), "image/png"),
            // With alpha the lossy form needs further chunks; the lossless one is a single chunk of pixels.
            _ => (image.WebpsaveBuffer(q: WebPQuality, lossless: image.HasAlpha(), keep: Enums.ForeignKeep.None), "image/webp"),
        };

    internal static string? Excess(UploadType type, byte[] clean) =>
        type switch
        {
            UploadType.Jpeg => JpegWalk.Excess(clean),
            UploadType.Png => PngWalk.Excess(clean),
            _ => WebPWalk.Excess(clean),
        };

    private static ScrubResult.Refused Corrupt(string why) =>
        new(new Problem("corrupt_image", "file", $"The image is damaged: {why}. Send the photo again, or export it anew."));
}

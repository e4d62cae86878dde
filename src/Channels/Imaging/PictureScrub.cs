using System.Security.Cryptography;
using NetVips;
using Publisher.Channels.Imaging.Decoding;

namespace Publisher.Channels.Imaging;

/// <summary>
/// Cleans one picture: a decoder, a process of its own, turns it into pixels, and only these are encoded here. Fails closed: what its own
/// walker does not recognise in the result never leaves.
/// </summary>
internal static class PictureScrub
{
    private const int JpegQuality = 90;
    private const int WebPQuality = 90;
    private const int PngCompression = 6;

    /// <exception cref="DecodersUnavailableException">No decoder can be started.</exception>
    public static async Task<ScrubResult> ScrubAsync(
        UploadType type,
        byte[] file,
        DecoderPool decoders,
        CancellationToken cancellationToken
    )
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

        using var pixels = await decoders.DecodeAsync(
            new DecodeRequest(type, scan.Orientation, Essence(type, file)),
            scan,
            cancellationToken
        );
        return pixels is null
            ? Corrupt("its pixels cannot be read")
            : await Task.Run(() => Clean(type, pixels, scan), CancellationToken.None);
    }

    private static ScrubResult.Clean Clean(UploadType type, DecodedPixels pixels, PictureScan scan)
    {
        using var image = pixels.Open();
        return Pack(type, image, [.. scan.Found.Order(StringComparer.Ordinal)], rotated: scan.Orientation != 1);
    }

    /// <summary>The same picture with its boxes painted over.</summary>
    /// <param name="clean">What <see cref="ScrubAsync"/> made, so that it needs no decoder of its own.</param>
    /// <exception cref="VipsException">The bytes cannot be read as a picture.</exception>
    public static ScrubResult.Clean Cover(UploadType type, byte[] clean, IReadOnlyList<CoverBox> boxes)
    {
        using var decoded = Image.NewFromBuffer(clean, access: Enums.Access.Sequential);
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

    private static (byte[] Bytes, string MediaType) Encode(UploadType type, Image image) =>
        type switch
        {
            UploadType.Jpeg => (image.JpegsaveBuffer(q: JpegQuality, keep: Enums.ForeignKeep.None), "image/jpeg"),
            UploadType.Png => (PngWalk.Keep(image.PngsaveBuffer(compression: PngCompression, keep: Enums.ForeignKeep.None)), "image/png"),
            // With alpha the lossy form needs further chunks; the lossless one is a single chunk of pixels.
            _ => (image.WebpsaveBuffer(q: WebPQuality, lossless: image.HasAlpha(), keep: Enums.ForeignKeep.None), "image/webp"),
        };

    /// <summary>No decoder need read, and stumble over, what is thrown away.</summary>
    internal static byte[] Essence(UploadType type, byte[] file) =>
        type switch
        {
            UploadType.Jpeg => JpegWalk.Essence(file),
            UploadType.Png => PngWalk.Essence(file),
            _ => WebPWalk.Essence(file),
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

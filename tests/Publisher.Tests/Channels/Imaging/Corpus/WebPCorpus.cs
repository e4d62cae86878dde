using System.Buffers.Binary;
using System.Text;
using NetVips;

namespace Publisher.Tests.Channels.Imaging.Corpus;

/// <summary>WebPs with chunks beside the pixels, and bytes beside the chunks.</summary>
internal static class WebPCorpus
{
    private const int Header = 12;
    private static readonly byte[] Canary = MadeFile.CanaryBytes;

    public static IReadOnlyList<MadeFile> Make()
    {
        using var image = Pictures.Gradient(96, 64);
        using var veil = image.Bandjoin(100);
        var (lossy, lossless, clear) = (Saved(image, false), Saved(image, true), Saved(veil, false));
        return
        [
            Of("EXIF", With(lossy, 0x08, ("EXIF", Exif.MakerNote(Canary))), "exif.makernote"),
            Of("EXIF under JPEG's heading", With(lossy, 0x08, ("EXIF", [.. "Exif\0\0"u8, .. Exif.MakerNote(Canary)])), "exif.makernote"),
            Of("XMP", With(lossy, 0x04, ("XMP ", Canary)), "xmp"),
            Of("a named colour profile", Profiled(image), "icc"),
            Of("a chunk of somebody's own", With(lossy, 0, ("cnRY", Canary)), "webp.other"),
            Of("no loss, and EXIF", With(lossless, 0x08, ("EXIF", Exif.MakerNote(Canary))), "exif.makernote"),
            Of("transparency and a chunk of somebody's own", Longer(clear, Chunk("cnRY", Canary)), "webp.other"),
            Of("words behind the end", [.. lossy, .. Canary], "trailing_data"),
            Of("another picture behind the end", [.. lossy, .. With(lossless, 0x04, ("XMP ", Canary))], "trailing_data"),
        ];
    }

    public static MadeFile MakeMoving()
    {
        using var frames = Pictures.Gradient(64, 96);
        return Of("frames that move", frames.WebpsaveBuffer(pageHeight: 48));
    }

    private static MadeFile Of(string what, byte[] bytes, string? removed = null) => new($"WebP: {what}", "webp", bytes, removed);

    private static byte[] Saved(Image image, bool lossless) => image.WebpsaveBuffer(lossless: lossless, keep: Enums.ForeignKeep.None);

    private static byte[] Profiled(Image image)
    {
        using var named = Profile.Into(image);
        return named.WebpsaveBuffer();
    }

    /// <summary>The picture in the extended form, with further chunks.</summary>
    private static byte[] With(byte[] webp, byte flags, params (string Type, byte[] Body)[] chunks)
    {
        var extended = new byte[10];
        extended[0] = flags;
        (extended[4], extended[7]) = (96 - 1, 64 - 1);
        byte[] body = [.. Chunk("VP8X", extended), .. webp[Header..], .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Body))];
        return Longer([.. webp[..Header]], body);
    }

    private static byte[] Longer(byte[] webp, byte[] chunk)
    {
        byte[] file = [.. webp, .. chunk];
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        return file;
    }

    private static byte[] Chunk(string type, byte[] body)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. length, .. body, .. new byte[body.Length % 2]];
    }
}

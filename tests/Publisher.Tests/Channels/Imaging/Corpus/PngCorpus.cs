using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NetVips;

namespace Publisher.Tests.Channels.Imaging.Corpus;

/// <summary>PNGs with words, times, profiles and data where no pixel is.</summary>
internal static class PngCorpus
{
    /// <summary>Signature and IHDR: the first other chunk goes behind them.</summary>
    private const int FirstChunk = 33;

    private const int EndChunk = 12;
    private static readonly byte[] Canary = MadeFile.CanaryBytes;
    private static readonly byte[] Plain = Pictures.Png(96, 64);

    public static IReadOnlyList<MadeFile> Make() =>
        [
            Of("words", With("tEXt", "Author\0"u8, Canary), "png.text"),
            Of("words in any script", With("iTXt", "Author\0\0\0\0\0"u8, Canary), "png.text"),
            Of("packed words", With("zTXt", "Author\0\0"u8, Packed(Canary)), "png.text"),
            Of("XMP", With("iTXt", "XML:com.adobe.xmp\0\0\0\0\0"u8, Canary), "xmp"),
            Of("packed XMP", With("iTXt", "XML:com.adobe.xmp\0\u0001\0\0\0"u8, Packed(Canary)), "xmp"),
            Of("EXIF", With("eXIf", Exif.MakerNote(Canary)), "exif.makernote"),
            Of("EXIF as old tools wrote it", With("zTXt", "Raw profile type exif\0\0"u8, Packed(Canary)), "exif"),
            Of("IPTC as old tools wrote it", With("tEXt", "Raw profile type iptc\0"u8, Canary), "iptc"),
            Of("the time of the last change", With("tIME", [0x07, 0xEA, 11, 23, 4, 5, 6], []), "png.time"),
            Of("the density of a scanner", With("pHYs", [0, 0, 0x0B, 0x13, 0, 0, 0x0B, 0x13, 1], [])),
            Of("a named colour profile", With("iCCP", [.. Canary, 0, 0], Packed(Profile.Bytes)), "icc"),
            Of("content credentials", With("caBX", "\0\0\0\u0040jumb"u8, Canary), "c2pa"),
            Of("a chunk of somebody's own", With("prVt", [], Canary), "png.other"),
            Of("a named palette", With("sPLT", [.. Canary, 0, 8], []), "png.other"),
            Of("a telephone's own chunk", With("iDOT", [], Canary), "png.other"),
            Of(
                "words behind the pixels",
                [.. Plain[..^EndChunk], .. Chunk("tEXt", "Comment\0"u8, Canary), .. Plain[^EndChunk..]],
                "png.text"
            ),
            Of("words behind the end", [.. Plain, .. Canary], "trailing_data"),
            Of("what was cropped away, behind the end", [.. Plain, .. Pictures.Png(40, 30), .. MadeFile.InnerPicture], "trailing_data"),
            Of("16 bits with words", Into(Saved(Enums.Interpretation.Rgb16), Chunk("tEXt", "Author\0"u8, Canary)), "png.text"),
            Of("a palette with transparency and words", Into(Palette(), Chunk("tEXt", "Author\0"u8, Canary)), "png.text"),
            Of("rows in seven passes, with words", Into(Interlaced(), Chunk("tEXt", "Author\0"u8, Canary)), "png.text"),
        ];

    /// <summary>Files that no honest program writes; each must be refused.</summary>
    public static IReadOnlyList<MadeFile> MakeBroken() =>
        [
            Of("words between the chunks", [.. Plain[..FirstChunk], .. Canary, .. Plain[FirstChunk..]]),
            Of("frames that move", With("acTL", [0, 0, 0, 2, 0, 0, 0, 0], [])),
            Of("half a picture", Plain[..(Plain.Length / 2)]),
        ];

    private static MadeFile Of(string what, byte[] bytes, string? removed = null) => new($"PNG: {what}", "png", bytes, removed);

    private static byte[] With(string type, ReadOnlySpan<byte> start, byte[]? rest = null) => Into(Plain, Chunk(type, start, rest ?? []));

    private static byte[] Into(byte[] png, byte[] chunk) => [.. png[..FirstChunk], .. chunk, .. png[FirstChunk..]];

    private static byte[] Chunk(string type, ReadOnlySpan<byte> start, byte[] rest)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. start, .. rest];
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length - 4);
        BinaryPrimitives.WriteUInt32BigEndian(check, Checksum(body));
        return [.. length, .. body, .. check];
    }

    /// <summary>CRC-32 of the PNG standard, annex D.</summary>
    private static uint Checksum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
            }
        }

        return ~sum;
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Saved(Enums.Interpretation space)
    {
        using var image = Pictures.Gradient(96, 64);
        using var made = image.Colourspace(space);
        return made.PngsaveBuffer();
    }

    private static byte[] Palette()
    {
        using var image = Pictures.Gradient(96, 64);
        using var veil = image.Bandjoin(100);
        return veil.PngsaveBuffer(palette: true);
    }

    private static byte[] Interlaced()
    {
        using var image = Pictures.Gradient(96, 64);
        return image.PngsaveBuffer(interlace: true);
    }
}

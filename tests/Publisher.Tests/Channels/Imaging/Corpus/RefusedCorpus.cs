using System.Text;

namespace Publisher.Tests.Channels.Imaging.Corpus;

/// <summary>Uploads that cannot be cleaned: kinds that are not taken, and files that are broken.</summary>
internal static class RefusedCorpus
{
    public static IReadOnlyList<MadeFile> Make()
    {
        var jpeg = Pictures.Jpeg(96, 64);
        return
        [
            Of("HEIC", "heic", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"u8),
            Of("HEIC from a burst", "heic", "\0\0\0\u0018ftyphevc\0\0\0\0msf1hevc"u8),
            Of("AVIF", "avif", "\0\0\0\u0018ftypavif\0\0\0\0mif1avif"u8),
            Of("SVG", "svg", "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'>"u8),
            Of("PDF", "pdf", "%PDF-1.7\n"u8),
            Of("GIF", "gif", "GIF89a"u8),
            Of("TIFF of one byte order", "tif", "II*\0\u0008\0\0\0"u8),
            Of("TIFF of the other", "tif", "MM\0*\0\0\0\u0008"u8),
            Of("BMP", "bmp", "BM\u0046\0\0\0"u8),
            Of("JPEG XL", "jxl", "\0\0\0\u000CJXL \u000D\u000A"u8),
            Of("a camera's raw file", "cr2", "II*\0\u0010\0\0\0CR\u0002\0"u8),
            Of("words", "txt", "Dear editors, "u8),
            new("JPEG: half a picture", "jpg", jpeg[..(jpeg.Length / 2)]),
            new("JPEG: words between the segments", "jpg", [.. jpeg[..2], .. MadeFile.CanaryBytes, .. jpeg[2..]]),
            new("JPEG: no end", "jpg", jpeg[..^2]),
            WebPCorpus.MakeMoving(),
            .. PngCorpus.MakeBroken(),
        ];
    }

    private static MadeFile Of(string what, string extension, ReadOnlySpan<byte> start) =>
        new($"Refused: {what}", extension, [.. start, .. Encoding.ASCII.GetBytes(MadeFile.Canary)]);
}

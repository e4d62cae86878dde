using System.Buffers.Binary;
using System.Text;
using NetVips;

namespace Publisher.Tests.Channels.Imaging.Corpus;

/// <summary>JPEGs with everything that cameras, telephones and editors hide in them.</summary>
internal static class JpegCorpus
{
    private const byte Comment = 0xFE;
    private static readonly byte[] Canary = MadeFile.CanaryBytes;
    private static readonly byte[] Plain = Pictures.Jpeg(96, 64);

    public static async Task<IReadOnlyList<MadeFile>> MakeAsync() =>
        [
            .. await TaggedAsync(),
            Of("maker notes with a serial number", With(App(1, "Exif\0\0"u8, Exif.MakerNote(Canary))), "exif.makernote"),
            Of("XMP too long for one segment", With([.. Enumerable.Range(0, 3).Select(ExtendedXmp)]), "xmp"),
            Of("a list of pictures and the second one", [.. With(App(2, "MPF\0"u8, MultiPicture())), .. Inner()], "mpf"),
            Of("a gain map", [.. With(Xmp("hdrgm:Version=\"1.0\""), App(2, "MPF\0"u8, MultiPicture())), .. Inner()], "trailing_data"),
            Of("a motion photo", [.. With(Xmp("GCamera:MotionPhoto=\"1\"")), .. Film()], "trailing_data"),
            Of(
                "Photoshop's resources",
                With(App(13, "Photoshop 3.0\0"u8, Resource(0x0404, Canary), Resource(0x040C, MadeFile.InnerPicture))),
                "iptc"
            ),
            Of("a thumbnail in JFXX", With(App(0, "JFXX\0\u0010"u8, MadeFile.InnerPicture)), "thumbnail"),
            Of("a comment", With(Segment(Comment, Canary)), "comment"),
            Of("a comment behind the pixels", [.. Plain[..^2], .. Segment(Comment, Canary), .. Plain[^2..]], "comment"),
            Of("a comment between the scans", BetweenScans(), "comment"),
            Of("words in Adobe's segment", With(App(14, "Adobe"u8, [0, 100, 0, 0, 0, 0, 1], Canary))),
            Of("a colour profile with a name in it", Profiled(), "icc"),
            Of("content credentials", With(App(11, "JP\0\u0001\0\0\0\u0001"u8, Jumbf())), "c2pa"),
            Of("a heat picture", With(App(1, "FLIR\0\u0001\0\0"u8, Canary)), "app1"),
            Of("Ducky's words", With(App(12, "Ducky\0\u0001\0\u0004"u8, Canary)), "app12"),
            Of("Meta in the third segment", With(App(3, "Meta\0\0"u8, Canary)), "app3"),
            Of(
                "one unknown segment of each number",
                With([.. Enumerable.Range(2, 14).Select(number => App(number, "NoOne\0"u8, Canary))]),
                "app15"
            ),
            Of("a depth map", With(Xmp("GDepth:Data=\"" + Convert.ToBase64String(MadeFile.InnerPicture) + "\"")), "xmp"),
            Of("CMYK with a comment", Into(Coloured(Enums.Interpretation.Cmyk), Segment(Comment, Canary)), "comment"),
            Of("grey with a comment", Into(Coloured(Enums.Interpretation.Bw), Segment(Comment, Canary)), "comment"),
            Of("fill bytes before a comment", With([0xFF, 0xFF, .. Segment(Comment, Canary)]), "comment"),
            Of("what was cropped away, behind the end", [.. Plain, .. MadeFile.InnerPicture[100..]], "trailing_data"),
            Of("two pictures glued together", [.. Plain, .. Inner()], "trailing_data"),
            Of("words behind the end", [.. Plain, .. Canary], "trailing_data"),
            Of("a whole archive behind the end", [.. Plain, .. "PK\u0003\u0004"u8, .. Canary], "trailing_data"),
        ];

    private static async Task<IReadOnlyList<MadeFile>> TaggedAsync()
    {
        var thumbnail = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.jpg");
        await File.WriteAllBytesAsync(thumbnail, MadeFile.InnerPicture, TestContext.Current.CancellationToken);
        var name = MadeFile.Canary;
        try
        {
            return
            [
                await TagAsync("GPS", "exif.gps", "-GPSLatitude=40.1772", "-GPSLatitudeRef=N", $"-GPSProcessingMethod={name}"),
                await TagAsync(
                    "serial numbers and owner",
                    "exif",
                    $"-SerialNumber={name}",
                    $"-OwnerName={name}",
                    $"-LensSerialNumber={name}"
                ),
                await TagAsync("an author in IPTC", "iptc", $"-IPTC:By-line={name}", $"-IPTC:Caption-Abstract={name}"),
                await TagAsync("an author in XMP", "xmp", $"-XMP-dc:Creator={name}", $"-XMP-photoshop:AuthorsPosition={name}"),
                await TagAsync("a thumbnail of what was cropped away", "thumbnail", $"-ThumbnailImage<={thumbnail}", $"-Make={name}"),
                await TagAsync("a picture taken sideways, with a comment", "exif", "-n", "-Orientation=8", $"-UserComment={name}"),
                await TagAsync(
                    "a history of edits",
                    "xmp",
                    $"-XMP-xmpMM:DerivedFromDocumentID={name}",
                    $"-XMP-xmpMM:HistorySoftwareAgent={name}"
                ),
            ];
        }
        finally
        {
            File.Delete(thumbnail);
        }
    }

    private static async Task<MadeFile> TagAsync(string what, string removed, params string[] tags) =>
        Of(what, await ExifTool.TagAsync(Plain, "jpg", tags), removed);

    private static MadeFile Of(string what, byte[] bytes, string? removed = null) => new($"JPEG: {what}", "jpg", bytes, removed);

    private static byte[] With(params byte[][] segments) => Into(Plain, segments);

    private static byte[] Into(byte[] jpeg, params byte[][] segments) => [.. jpeg[..2], .. segments.SelectMany(part => part), .. jpeg[2..]];

    private static byte[] App(int number, ReadOnlySpan<byte> start, params byte[][] rest) =>
        Segment((byte)(0xE0 + number), [.. start, .. rest.SelectMany(part => part)]);

    private static byte[] Segment(byte marker, byte[] body)
    {
        var header = new byte[] { 0xFF, marker, 0, 0 };
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(body.Length + 2));
        return [.. header, .. body];
    }

    private static byte[] Xmp(string attribute) =>
        App(
            1,
            "http://ns.adobe.com/xap/1.0/\0"u8,
            Encoding.UTF8.GetBytes($"<x:xmpmeta xmlns:x='adobe:ns:meta/'><a {attribute} b='{MadeFile.Canary}'/></x:xmpmeta>")
        );

    private static byte[] ExtendedXmp(int part) =>
        App(1, "http://ns.adobe.com/xmp/extension/\0"u8, Encoding.ASCII.GetBytes(new string((char)('A' + part), 32)), new byte[8], Canary);

    private static byte[] MultiPicture() => [.. "MM\0*\0\0\0\u0008\0\0"u8, .. Canary];

    private static byte[] Inner() => [.. MadeFile.InnerPicture[..2], .. Segment(Comment, Canary), .. MadeFile.InnerPicture[2..]];

    private static byte[] Film() => [.. "\0\0\0\u0018ftypmp42\0\0\0\0mp42isom"u8, .. "\0\0\0\u0023mdat"u8, .. Canary];

    private static byte[] Resource(ushort id, byte[] data)
    {
        var header = new byte[12];
        "8BIM"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), id);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), data.Length);
        return [.. header, .. data, .. new byte[data.Length % 2]];
    }

    private static byte[] Jumbf() => [.. "\0\0\0\u0040jumb"u8, .. "\0\0\0\u0020jumdc2pa"u8, .. Canary];

    private static byte[] BetweenScans()
    {
        using var image = Pictures.Gradient(96, 64);
        var progressive = image.JpegsaveBuffer(interlace: true);
        var last = progressive.AsSpan().LastIndexOf(new byte[] { 0xFF, 0xDA });
        return [.. progressive[..last], .. Segment(Comment, Canary), .. progressive[last..]];
    }

    private static byte[] Coloured(Enums.Interpretation space)
    {
        using var image = Pictures.Gradient(96, 64);
        using var coloured = image.Colourspace(space);
        return coloured.JpegsaveBuffer();
    }

    private static byte[] Profiled()
    {
        using var image = Pictures.Gradient(96, 64);
        using var named = Profile.Into(image);
        return named.JpegsaveBuffer();
    }
}

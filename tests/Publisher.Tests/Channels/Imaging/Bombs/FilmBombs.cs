using System.Buffers.Binary;
using System.Text;

namespace Publisher.Tests.Channels.Imaging.Bombs;

internal static class FilmBombs
{
    private static readonly byte[] Brand = Box("ftyp", [.. "isom"u8, 0, 0, 2, 0, .. "isommp42"u8]);

    public static IEnumerable<Bomb> Make()
    {
        yield return new(
            "film with a box of all addresses",
            [.. Brand, 0, 0, 0, 1, .. "moov"u8, .. Enumerable.Repeat((byte)0xFF, 8)],
            Film
        );
        yield return new("film with a box of no length", [.. Brand, 0, 0, 0, 0, .. "moov"u8, .. new byte[64]], Film);
        yield return new("film of 5,000 boxes in each other", [.. Brand, .. Nested(5_000)], Film);
        yield return new("film of 300,000 empty boxes", [.. Brand, .. Repeated(Box("free", []), 300_000)], Film);
        yield return new("film of 10,000 tracks", [.. Brand, .. Box("moov", Repeated(Track(Table("stsz", 12, 1)), 10_000))], Film);
        yield return new("film of four thousand million samples", Of(Table("stsz", 12, uint.MaxValue)), Film);
        yield return new("film of a million samples in no bytes", Of(Table("stts", 8, 1_000_000)), Film);
        yield return new(
            "film of four thousand million edits",
            Of(Table("stts", 8, 1), Box("edts", Table("elst", 8, uint.MaxValue))),
            Film
        );
        yield return new("film whose pixels lie in another file", Of(Box("dinf", Elsewhere("file:///etc/hostname"))), Film);
        yield return new("film whose pixels lie on another machine", Of(Box("dinf", Elsewhere("http://127.0.0.1:9/"))), Film);
        yield return new("film that is a playlist", [.. Brand, .. "#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n"u8], Film);
        yield return new("playlist of files", "#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n"u8.ToArray(), Bomb.Unsupported);
        yield return new("list to be joined", "ffconcat version 1.0\nfile /etc/hostname\n"u8.ToArray(), Bomb.Unsupported);
        yield return new("film whose title has 8 MB", [.. Brand, .. Box("moov", Box("udta", Box("\u00A9nam", new byte[8 << 20])))], Film);
    }

    private static string Film => Bomb.CorruptFilm;

    private static byte[] Of(params byte[][] boxes) => [.. Brand, .. Box("moov", [.. Box("mvhd", new byte[100]), .. Track(boxes)])];

    private static byte[] Track(params byte[][] boxes) =>
        Box(
            "trak",
            [
                .. Box("tkhd", new byte[84]),
                .. Box(
                    "mdia",
                    [
                        .. Box("mdhd", new byte[24]),
                        .. Box("hdlr", [.. new byte[8], .. "vide"u8, .. new byte[13]]),
                        .. Box("minf", Box("stbl", [.. boxes.SelectMany(box => box)])),
                    ]
                ),
            ]
        );

    private static byte[] Elsewhere(string address) =>
        Box("dref", [0, 0, 0, 0, 0, 0, 0, 1, .. Box("url ", [0, 0, 0, 0, .. Encoding.UTF8.GetBytes(address + "\0")])]);

    /// <summary>A table that promises so many entries and has hardly any.</summary>
    private static byte[] Table(string type, int length, uint count)
    {
        var body = new byte[length + 16];
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(length - 4), count);
        return Box(type, body);
    }

    private static byte[] Nested(int depth)
    {
        byte[] file = new byte[depth * 8];
        for (var level = 0; level < depth; level++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(level * 8), (depth - level) * 8);
            Encoding.Latin1.GetBytes(level % 2 == 0 ? "moov" : "trak", file.AsSpan((level * 8) + 4));
        }

        return file;
    }

    private static byte[] Repeated(byte[] box, int count)
    {
        using var file = new MemoryStream();
        for (var index = 0; index < count; index++)
        {
            file.Write(box);
        }

        return file.ToArray();
    }

    private static byte[] Box(string type, byte[] body)
    {
        var box = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        Encoding.Latin1.GetBytes(type, box.AsSpan(4));
        body.CopyTo(box, 8);
        return box;
    }
}

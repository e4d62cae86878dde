using System.Buffers.Binary;
using System.Text;

namespace Publisher.Tests.Channels.Imaging.Bombs;

internal static class PngBombs
{
    private const int Gigabytes = 4096;
    private const int HeaderEnd = 33;

    public static IEnumerable<Bomb> Make(byte[] png)
    {
        var zeros = Deflated.Zeros(Gigabytes);
        yield return new("png of 500 million pixels", Sized(25_000, 20_000), Bomb.TooLarge);
        yield return new("png of 30,000 by 30,000", Sized(30_000, 30_000), Bomb.TooLarge);
        yield return new("png of two thousand million columns", Sized(int.MaxValue, 1), Bomb.TooLarge);
        yield return new("png of four thousand million rows", Sized(1, uint.MaxValue), Bomb.TooLarge);
        yield return new("png without a width", Sized(0, 64), Bomb.Corrupt);
        yield return new("png without a height", Sized(64, 0), Bomb.Corrupt);
        yield return new("png without pixels", Sized(64, 64), Bomb.Corrupt);
        yield return new("png whose 64 rows grow to 4 GB", Sized(64, 64, Chunk("IDAT", zeros)), Bomb.Corrupt);
        yield return new("png whose text grows to 4 GB", With(png, Chunk("zTXt", [.. "Comment\0\0"u8, .. zeros])), Bomb.Clean);
        yield return new(
            "png whose other text grows to 4 GB",
            With(png, Chunk("iTXt", [.. "Comment\0\u0001\0\0\0"u8, .. zeros])),
            Bomb.Clean
        );
        yield return new("png whose profile grows to 4 GB", With(png, Chunk("iCCP", [.. "sRGB\0\0"u8, .. zeros])), null);
        yield return new("png of ten thousand frames", With(png, Frames(10_000)), Bomb.Moving);
        yield return new("png with two sizes", With(png, Header(30_000, 30_000)), Bomb.TooLarge);
        yield return new("png with its size twice", With(png, Header(64, 48)), Bomb.Corrupt);
        yield return new("png with a chunk longer than the file", With(png, [0xFF, 0xFF, 0xFF, 0xFF, .. "tEXt"u8]), Bomb.Corrupt);
        yield return new("png with 200,000 notes", With(png, Notes(200_000)), Bomb.Clean);
        yield return new("png whose exif is a circle", With(png, Chunk("eXIf", Tiff.Loop())), Bomb.Clean);
        yield return new("png whose exif lies beyond all addresses", With(png, Chunk("eXIf", Tiff.Huge())), Bomb.Clean);
        yield return new("png whose exif is 65,535 times itself", With(png, Chunk("eXIf", Tiff.Square(ushort.MaxValue))), Bomb.Clean);
        yield return new("png of a colour type that is none", Sized(64, 64, Chunk("IDAT", zeros[..2000]), colour: 5), Bomb.Corrupt);
    }

    private static byte[] Sized(uint width, uint height, byte[]? pixels = null, byte colour = 2) =>
        [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Header(width, height, colour), .. pixels ?? [], .. Chunk("IEND", [])];

    private static byte[] With(byte[] png, byte[] chunks) => [.. png[..HeaderEnd], .. chunks, .. png[HeaderEnd..]];

    private static byte[] Header(uint width, uint height, byte colour = 2)
    {
        var body = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(body, width);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(4), height);
        (body[8], body[9]) = (8, colour);
        return Chunk("IHDR", body);
    }

    private static byte[] Frames(int count)
    {
        using var chunks = new MemoryStream();
        chunks.Write(Chunk("acTL", [0, 0, 0x27, 0x10, 0, 0, 0, 0]));
        for (var frame = 0; frame < count; frame++)
        {
            chunks.Write(Chunk("fcTL", new byte[26]));
        }

        return chunks.ToArray();
    }

    private static byte[] Notes(int count)
    {
        var note = Chunk("tEXt", "Comment\0x"u8.ToArray());
        using var chunks = new MemoryStream();
        for (var index = 0; index < count; index++)
        {
            chunks.Write(note);
        }

        return chunks.ToArray();
    }

    private static byte[] Chunk(string type, byte[] body)
    {
        var chunk = new byte[body.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        Encoding.Latin1.GetBytes(type, chunk.AsSpan(4));
        body.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 8), Checksum(chunk.AsSpan(4, body.Length + 4)));
        return chunk;
    }

    /// <summary>CRC-32, as the format wants it.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) == 0 ? 0 : 0xEDB88320);
            }
        }

        return ~sum;
    }
}

using System.Buffers.Binary;

namespace Publisher.Tests.Channels.Imaging.Bombs;

internal static class JpegBombs
{
    private const byte Frame = 0xC0;
    private const byte HuffmanTable = 0xC4;
    private const byte Scan = 0xDA;
    private const byte QuantizationTable = 0xDB;

    public static IEnumerable<Bomb> Make(byte[] jpeg)
    {
        yield return new("jpeg of 65,535 by 65,535", Sized(jpeg, 65_535, 65_535), Bomb.TooLarge);
        yield return new("jpeg of 12,000 by 3,334", Sized(jpeg, 12_000, 3_334), Bomb.TooLarge);
        yield return new("jpeg that promises 40 million pixels", Sized(jpeg, 12_000, 3_333), Bomb.Corrupt);
        yield return new("jpeg without a height", Sized(jpeg, 64, 0), Bomb.Corrupt);
        yield return new("jpeg of 5,000 scans", Repeated(jpeg, Scan, 5_000), Bomb.Corrupt);
        yield return new("jpeg with a small size and then a big one", TwoSizes(jpeg), Bomb.TooLarge);
        yield return new("jpeg with no size", Without(jpeg, Frame), Bomb.Corrupt);
        yield return new("jpeg with wrong huffman tables", Filled(jpeg, HuffmanTable), Bomb.Corrupt);
        yield return new("jpeg with wrong quantization tables", Filled(jpeg, QuantizationTable), Bomb.Corrupt);
        yield return new("jpeg without tables", Without(jpeg, QuantizationTable), Bomb.Corrupt);
        yield return new("jpeg of twelve bits", Changed(jpeg, Frame, body => body[0] = 12), Bomb.Corrupt);
        yield return new("jpeg of 255 colours", Changed(jpeg, Frame, body => body[5] = 255), Bomb.Corrupt);
        yield return new("jpeg of arithmetic code", Marked(jpeg, Frame, 0xC9), null);
        yield return new("jpeg of hierarchical frames", Marked(jpeg, Frame, 0xC5), Bomb.Corrupt);
        yield return new("jpeg whose exif is a circle", With(jpeg, 0xE1, [.. "Exif\0\0"u8, .. Tiff.Loop()]), Bomb.Clean);
        yield return new("jpeg whose exif lies beyond all addresses", With(jpeg, 0xE1, [.. "Exif\0\0"u8, .. Tiff.Huge()]), Bomb.Clean);
        yield return new("jpeg whose exif is 5,000 times itself", With(jpeg, 0xE1, [.. "Exif\0\0"u8, .. Tiff.Square(5_000)]), Bomb.Clean);
        yield return new("jpeg whose profile says 4 GB", With(jpeg, 0xE2, Profile()), null);
        yield return new("jpeg of 20 MB of notes", Notes(jpeg, 320), Bomb.Clean);
        yield return new("jpeg of a million fill bytes", [.. jpeg[..2], .. Enumerable.Repeat((byte)0xFF, 1_000_000), .. jpeg[2..]], null);
    }

    private static byte[] Sized(byte[] jpeg, ushort width, ushort height) =>
        Changed(
            jpeg,
            Frame,
            body =>
            {
                BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(1), height);
                BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(3), width);
            }
        );

    private static byte[] TwoSizes(byte[] jpeg)
    {
        var (start, end) = Find(jpeg, Frame);
        var big = Sized(jpeg, 65_000, 65_000);
        return [.. jpeg[..end], .. big[start..end], .. jpeg[end..]];
    }

    private static byte[] Repeated(byte[] jpeg, byte marker, int times)
    {
        var (start, _) = Find(jpeg, marker);
        using var file = new MemoryStream();
        file.Write(jpeg, 0, jpeg.Length - 2);
        for (var count = 0; count < times; count++)
        {
            file.Write(jpeg.AsSpan(start..^2));
        }

        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    private static byte[] Without(byte[] jpeg, byte marker)
    {
        var (start, end) = Find(jpeg, marker);
        return [.. jpeg[..start], .. jpeg[end..]];
    }

    private static byte[] Filled(byte[] jpeg, byte marker) => Changed(jpeg, marker, body => body.AsSpan().Fill(0xFE));

    private static byte[] Marked(byte[] jpeg, byte marker, byte other)
    {
        var (start, _) = Find(jpeg, marker);
        byte[] changed = [.. jpeg];
        changed[start + 1] = other;
        return changed;
    }

    private static byte[] Changed(byte[] jpeg, byte marker, Action<byte[]> change)
    {
        var (start, end) = Find(jpeg, marker);
        var body = jpeg[(start + 4)..end];
        change(body);
        return [.. jpeg[..(start + 4)], .. body, .. jpeg[end..]];
    }

    private static byte[] With(byte[] jpeg, byte marker, byte[] body) => [.. jpeg[..2], .. Segment(marker, body), .. jpeg[2..]];

    private static byte[] Notes(byte[] jpeg, int count) =>
        [.. jpeg[..2], .. Enumerable.Repeat(Segment(0xFE, new byte[65_000]), count).SelectMany(note => note), .. jpeg[2..]];

    private static byte[] Profile()
    {
        var profile = new byte[400];
        profile.AsSpan(0, 4).Fill(0xFF);
        "acsp"u8.CopyTo(profile.AsSpan(36));
        profile.AsSpan(128, 4).Fill(0xFF);
        return [.. "ICC_PROFILE\0"u8, 1, 255, .. profile];
    }

    private static byte[] Segment(byte marker, byte[] body) =>
        [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    /// <summary>Where the first segment of this kind begins and ends.</summary>
    private static (int Start, int End) Find(byte[] jpeg, byte marker)
    {
        for (var at = 2; ; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2)))
        {
            if (jpeg[at + 1] == marker)
            {
                return (at, at + 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2)));
            }
        }
    }
}

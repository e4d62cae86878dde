using System.Buffers.Binary;
using System.Text;

namespace Publisher.Tests.Channels.Imaging.Bombs;

internal static class WebPBombs
{
    private const byte Animated = 2;
    private const byte HasExif = 8;

    public static IEnumerable<Bomb> Make(byte[] webp)
    {
        var pixels = PixelsOf(webp);
        yield return new("webp of 16,384 by 16,384", File(Canvas(16_384, 16_384), pixels), Bomb.TooLarge);
        yield return new("webp of 16,777,216 columns", File(Canvas(16_777_216, 1), pixels), Bomb.TooLarge);
        yield return new("webp with a canvas smaller than its frame", File(Canvas(8, 8), pixels), Bomb.Corrupt);
        yield return new("webp with a canvas larger than its frame", File(Canvas(6_000, 6_000), pixels), Bomb.Corrupt);
        yield return new("webp of ten thousand frames", Moving(10_000), Bomb.Moving);
        yield return new("webp lossless of 16,384 by 16,384", File(Chunk("VP8L", [0x2F, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0, 0])), Bomb.TooLarge);
        yield return new("webp lossless of noise", File(Chunk("VP8L", [0x2F, 0x3F, 0xC0, 0x0F, 0, .. Noise(4000)])), Bomb.Corrupt);
        yield return new("webp of two pictures", File(pixels, pixels), null);
        yield return new("webp without pixels", File(Canvas(64, 64)), Bomb.Corrupt);
        yield return new("webp that says it is empty", Long(webp, 0), Bomb.Corrupt);
        yield return new("webp that says it has 4 GB", Long(webp, uint.MaxValue - 8), null);
        yield return new(
            "webp whose exif is 65,535 times itself",
            File(Canvas(64, 48, HasExif), pixels, Chunk("EXIF", Tiff.Square(ushort.MaxValue))),
            Bomb.Clean
        );
    }

    /// <summary>The chunk of pixels alone: encoders put their own canvas before it.</summary>
    private static byte[] PixelsOf(byte[] webp)
    {
        for (var at = 12; ; )
        {
            var next = at + 8 + BinaryPrimitives.ReadInt32LittleEndian(webp.AsSpan(at + 4));
            next += next & 1;
            if (webp.AsSpan(at).StartsWith("VP8 "u8) || webp.AsSpan(at).StartsWith("VP8L"u8))
            {
                return webp[at..next];
            }

            at = next;
        }
    }

    private static byte[] Moving(int frames)
    {
        var frame = Chunk("ANMF", new byte[24]);
        using var chunks = new MemoryStream();
        for (var count = 0; count < frames; count++)
        {
            chunks.Write(frame);
        }

        return File(Canvas(64, 64, Animated), Chunk("ANIM", new byte[6]), chunks.ToArray());
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        var value = 12345u;
        for (var index = 0; index < length; index++)
        {
            noise[index] = (byte)((value = (value * 1664525) + 1013904223) >> 24);
        }

        return noise;
    }

    private static byte[] Long(byte[] webp, uint length)
    {
        byte[] changed = [.. webp];
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(4), length);
        return changed;
    }

    private static byte[] Canvas(int width, int height, byte flags = 0) =>
        Chunk("VP8X", [flags, 0, 0, 0, .. ThreeBytes(width - 1), .. ThreeBytes(height - 1)]);

    private static byte[] ThreeBytes(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];

    private static byte[] File(params byte[][] chunks)
    {
        byte[] body = [.. "WEBP"u8, .. chunks.SelectMany(chunk => chunk)];
        return [.. "RIFF"u8, .. Little(body.Length), .. body];
    }

    private static byte[] Chunk(string type, byte[] body) =>
        [.. Encoding.Latin1.GetBytes(type), .. Little(body.Length), .. body, .. new byte[body.Length & 1]];

    private static byte[] Little(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}

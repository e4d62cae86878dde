using System.Buffers.Binary;

namespace Publisher.Sandbox;

/// <summary>What the first bytes of a file say it is.</summary>
internal readonly record struct PictureHeader(string MediaType, int? Width, int? Height)
{
    private static readonly PictureHeader Unknown = new("application/octet-stream", null, null);

    public bool IsPicture => Width is not null;

    public static PictureHeader Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes switch
            {
                [0xFF, 0xD8, 0xFF, ..] => ReadJpeg(bytes),
                [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => ReadPng(bytes),
                [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ReadWebp(bytes),
                [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => new("image/gif", Little16(bytes, 6), Little16(bytes, 8)),
                [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'q', (byte)'t', ..] => new("video/quicktime", null, null),
                [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => new("video/mp4", null, null),
                _ => Unknown,
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return Unknown; // cut off inside its header
        }
        catch (IndexOutOfRangeException)
        {
            return Unknown;
        }
    }

    private static PictureHeader ReadPng(ReadOnlySpan<byte> bytes) =>
        new("image/png", BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]));

    /// <summary>Walks the segments to the frame header: C0 to CF, but not C4 (tables), C8 (reserved) and CC (conditioning).</summary>
    private static PictureHeader ReadJpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new("image/jpeg", Big16(bytes, at + 7), Big16(bytes, at + 5));
            }

            at += marker == 0xFF ? 1 : 2 + Big16(bytes, at + 2);
        }

        return Unknown;
    }

    private static PictureHeader ReadWebp(ReadOnlySpan<byte> bytes) =>
        bytes[15] switch
        {
            (byte)'X' => new("image/webp", Little24(bytes, 24) + 1, Little24(bytes, 27) + 1),
            (byte)'L' => new(
                "image/webp",
                (BinaryPrimitives.ReadInt32LittleEndian(bytes[21..]) & 0x3FFF) + 1,
                ((BinaryPrimitives.ReadInt32LittleEndian(bytes[21..]) >> 14) & 0x3FFF) + 1
            ),
            (byte)' ' => new("image/webp", Little16(bytes, 26) & 0x3FFF, Little16(bytes, 28) & 0x3FFF),
            _ => Unknown,
        };

    private static int Big16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static int Little16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static int Little24(ReadOnlySpan<byte> bytes, int at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
}

using System.Buffers.Binary;
using System.Text;

namespace Publisher.Channels.Imaging;

/// <summary>Walks a WebP's chunks (RFC 9649) without decoding.</summary>
internal static class WebPWalk
{
    private const int Header = 12;
    private const int AnimationFlag = 0x02;

    /// <summary>Of VP8X: a colour profile and transparency.</summary>
    private const int EssentialFlags = 0x30;

    public static PictureScan Scan(ReadOnlySpan<byte> file)
    {
        var found = new HashSet<string>();
        var (width, height, frames, orientation) = (0, 0, 1, 1);
        if (file.Length < Header)
        {
            return new PictureScan(width, height, frames, orientation, found, Complete: false);
        }

        var end = End(file);
        if (end < file.Length)
        {
            found.Add("trailing_data");
        }

        var at = Header;
        var pixels = false;
        while (TryNext(file[..end], ref at, out var type, out var body))
        {
            pixels |= type is "VP8 " or "VP8L";
            if (Size(type, body) is { } size)
            {
                (width, height) = (Math.Max(width, size.Width), Math.Max(height, size.Height));
            }

            if (type is "ANIM" or "ANMF" || (type == "VP8X" && body is [var flags, ..] && (flags & AnimationFlag) != 0))
            {
                frames = int.MaxValue;
            }

            orientation = type == "EXIF" ? ReadExif(body, found) : orientation;
            if (Name(type) is { } name)
            {
                found.Add(name);
            }
        }

        return new PictureScan(width, height, frames, orientation, found, Complete: (pixels || frames > 1) && at == end);
    }

    /// <summary>What the file holds besides one chunk of pixels, or null.</summary>
    public static string? Excess(ReadOnlySpan<byte> file)
    {
        var at = Header;
        while (TryNext(file, ref at, out var type, out _))
        {
            if (type is not ("VP8 " or "VP8L"))
            {
                return $"chunk {type}";
            }
        }

        return at == file.Length && End(file) == file.Length ? null : "bytes after the end";
    }

    /// <summary>The same file with only what decoding needs.</summary>
    public static byte[] Essence(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file[..Header]);
        var (start, at, end) = (Header, Header, End(file));
        while (TryNext(file[..end], ref at, out var type, out var body))
        {
            if (type is "VP8X" && !body.IsEmpty)
            {
                kept.Write(file[start..(start + 8)]);
                kept.WriteByte((byte)(body[0] & EssentialFlags));
                kept.Write(file[(start + 9)..at]);
            }
            else if (type is "VP8 " or "VP8L" or "ALPH" or "ICCP")
            {
                kept.Write(file[start..at]);
            }

            start = at;
        }

        var essence = kept.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(essence.AsSpan(4), essence.Length - 8);
        return essence;
    }

    private static int End(ReadOnlySpan<byte> file) => (int)Math.Min(8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]), file.Length);

    private static bool TryNext(ReadOnlySpan<byte> file, ref int at, out string type, out ReadOnlySpan<byte> body)
    {
        type = "";
        body = default;
        if (at + 8 > file.Length)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
        if (length > file.Length - at - 8)
        {
            return false;
        }

        type = Encoding.Latin1.GetString(file.Slice(at, 4));
        body = file.Slice(at + 8, (int)length);
        at = Math.Min(at + 8 + (int)length + ((int)length & 1), file.Length);
        return true;
    }

    private static (int Width, int Height)? Size(string type, ReadOnlySpan<byte> body) =>
        type switch
        {
            "VP8X" when body.Length >= 10 => (1 + UInt24(body[4..]), 1 + UInt24(body[7..])),
            "VP8 " when body.Length >= 10 => (
                BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF
            ),
            "VP8L" when body.Length >= 5 => LosslessSize(BinaryPrimitives.ReadUInt32LittleEndian(body[1..])),
            _ => null,
        };

    private static (int Width, int Height) LosslessSize(uint bits) => ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static int ReadExif(ReadOnlySpan<byte> body, HashSet<string> found) =>
        ExifScan.Read(body.StartsWith("Exif\0\0"u8) ? body[6..] : body, found);

    private static string? Name(string type) =>
        type switch
        {
            "EXIF" => "exif",
            "XMP " => "xmp",
            "ICCP" => "icc",
            "VP8 " or "VP8L" or "VP8X" or "ALPH" or "ANIM" or "ANMF" => null,
            _ => "webp.other",
        };
}

using System.Buffers.Binary;
using System.Text;

namespace Publisher.Channels.Imaging;

/// <summary>Walks a PNG's chunks (W3C PNG, third edition) without decoding.</summary>
internal static class PngWalk
{
    private const int Signature = 8;

    /// <summary>Length, type and checksum around a chunk's data.</summary>
    private const int Frame = 12;

    private static readonly string[] Allowed = ["IHDR", "PLTE", "tRNS", "sRGB", "IDAT", "IEND"];
    private static readonly string[] Essential = [.. Allowed, "iCCP"];

    public static PictureScan Scan(ReadOnlySpan<byte> file)
    {
        var found = new HashSet<string>();
        var (width, height, frames, orientation, sizes) = (0, 0, 1, 1, 0);
        var (packed, most) = (0L, 0L);
        var at = Signature;
        while (TryNext(file, ref at, out var type, out var body))
        {
            switch (type)
            {
                case "IHDR" when body.Length >= 10:
                    sizes++;
                    width = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(body), int.MaxValue);
                    height = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(body[4..]), int.MaxValue);
                    most = MostPacked(width, height, depth: body[8], colour: body[9]);
                    break;
                case "IDAT":
                    packed += body.Length;
                    break;
                case "acTL":
                    frames = int.MaxValue;
                    break;
                case "eXIf":
                    orientation = ExifScan.Read(body, found);
                    break;
                case "IEND":
                    if (at < file.Length)
                    {
                        found.Add("trailing_data");
                    }

                    return new PictureScan(width, height, frames, orientation, found, Complete: sizes == 1 && packed <= most);
                default:
                    if (Name(type, body) is { } name)
                    {
                        found.Add(name);
                    }

                    break;
            }
        }

        return new PictureScan(width, height, frames, orientation, found, Complete: false);
    }

    /// <summary>What the file holds besides the chunks that may leave, or null.</summary>
    public static string? Excess(ReadOnlySpan<byte> file)
    {
        var at = Signature;
        while (TryNext(file, ref at, out var type, out _))
        {
            if (!Allowed.Contains(type))
            {
                return $"chunk {type}";
            }

            if (type == "IEND")
            {
                return at == file.Length ? null : "bytes after the end";
            }
        }

        return "no end chunk";
    }

    /// <summary>The same file with only the chunks that may leave; the encoder adds the pixel density of its own accord.</summary>
    public static byte[] Keep(ReadOnlySpan<byte> file) => Only(Allowed, file);

    /// <summary>The same file with only what decoding needs.</summary>
    public static byte[] Essence(ReadOnlySpan<byte> file) => Only(Essential, file);

    /// <summary>Bytes of pixels that even the worst packer needs; what has more would grow to something else than these pixels.</summary>
    private static long MostPacked(long width, long height, byte depth, byte colour)
    {
        const int Overhead = 1 << 16;
        var channels = colour switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        return (Math.Min(width * height, UploadLimits.Pixels) * channels * Math.Max((int)depth, 8) / 8 * 5 / 4) + (height * 2) + Overhead;
    }

    private static byte[] Only(string[] chunks, ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file[..Signature]);
        var start = Signature;
        var at = Signature;
        while (TryNext(file, ref at, out var type, out _))
        {
            if (chunks.Contains(type))
            {
                kept.Write(file[start..at]);
            }

            start = at;
        }

        return kept.ToArray();
    }

    private static bool TryNext(ReadOnlySpan<byte> file, ref int at, out string type, out ReadOnlySpan<byte> body)
    {
        type = "";
        body = default;
        if (at + Frame > file.Length)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
        if (length > file.Length - at - Frame)
        {
            return false;
        }

        type = Encoding.Latin1.GetString(file.Slice(at + 4, 4));
        body = file.Slice(at + 8, (int)length);
        at += Frame + (int)length;
        return true;
    }

    private static string? Name(string type, ReadOnlySpan<byte> body) =>
        type switch
        {
            "iTXt" when body.StartsWith("XML:com.adobe.xmp"u8) => "xmp",
            "tEXt" or "zTXt" when body.StartsWith("Raw profile type exif"u8) => "exif",
            "tEXt" or "zTXt" when body.StartsWith("Raw profile type iptc"u8) => "iptc",
            "tEXt" or "zTXt" or "iTXt" => "png.text",
            "iCCP" => "icc",
            "tIME" => "png.time",
            "caBX" => "c2pa",
            "PLTE" or "tRNS" or "IDAT" or "sRGB" or "gAMA" or "cHRM" or "bKGD" or "sBIT" or "hIST" or "pHYs" => null,
            _ => "png.other",
        };
}

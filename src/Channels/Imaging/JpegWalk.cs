using System.Buffers.Binary;

namespace Publisher.Channels.Imaging;

/// <summary>Walks a JPEG's segments (ITU T.81 annex B) without decoding. Independent of the encoder, so that it can check it.</summary>
internal static class JpegWalk
{
    /// <summary>More scans than any camera writes; a file with thousands is made to keep a decoder busy.</summary>
    private const int MostScans = 64;

    /// <summary>The code takes at least one bit for a block of 8 by 8 px; a file with fewer bytes only claims its size.</summary>
    private const int MostPixelsInByte = 512;

    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte JfifSegment = 0xE0;
    private const int PlainJfifLength = 16;

    public static PictureScan Scan(ReadOnlySpan<byte> file)
    {
        var found = new HashSet<string>();
        var (width, height, orientation, scans, sizes) = (0, 0, 1, 0, 0);
        var at = 2;
        while (TryNext(file, ref at, out var marker, out var body))
        {
            if (marker == EndOfImage)
            {
                NoteTrailing(file[at..], found);
                var isWhole = sizes == 1 && scans is > 0 and <= MostScans && (long)width * height / MostPixelsInByte <= file.Length;
                return new PictureScan(width, height, 1, orientation, found, isWhole);
            }

            if (marker == StartOfScan)
            {
                scans++;
                at = SkipEntropy(file, at);
            }
            else if (IsFrame(marker) && body.Length >= 5)
            {
                sizes++;
                height = BinaryPrimitives.ReadUInt16BigEndian(body[1..]);
                width = BinaryPrimitives.ReadUInt16BigEndian(body[3..]);
            }
            else if (Name(marker, body) is { } name)
            {
                orientation = name == "exif" ? ExifScan.Read(body[6..], found) : orientation;
                found.Add(name);
            }
        }

        return new PictureScan(width, height, 1, orientation, found, Complete: false);
    }

    /// <summary>The segments that may leave: a plain JFIF header and what decoding needs. Returns what else there is, or null.</summary>
    public static string? Excess(ReadOnlySpan<byte> file)
    {
        var at = 2;
        while (TryNext(file, ref at, out var marker, out var body))
        {
            switch (marker)
            {
                case EndOfImage:
                    return at == file.Length ? null : "bytes after the end";
                case StartOfScan:
                    at = SkipEntropy(file, at);
                    break;
                case JfifSegment when body.Length == PlainJfifLength - 2 && body.StartsWith("JFIF\0"u8):
                case 0xDB or 0xC4 or 0xDD: // quantization tables, Huffman tables, restart interval
                case var frame when IsFrame(frame):
                    break;
                default:
                    return $"segment {marker:X2}";
            }
        }

        return "no end marker";
    }

    /// <summary>The same file with only what decoding needs, which is not its EXIF, its thumbnail, nor anything after its end.</summary>
    public static byte[] Essence(ReadOnlySpan<byte> file)
    {
        using var kept = new MemoryStream(file.Length);
        kept.Write(file[..2]);
        var (start, at) = (2, 2);
        while (TryNext(file, ref at, out var marker, out var body))
        {
            at = marker == StartOfScan ? SkipEntropy(file, at) : at;
            if (IsEssential(marker, body))
            {
                kept.Write(file[start..at]);
            }

            if (marker == EndOfImage)
            {
                break;
            }

            start = at;
        }

        return kept.ToArray();
    }

    private static bool IsEssential(byte marker, ReadOnlySpan<byte> body) =>
        marker switch
        {
            JfifSegment => body.StartsWith("JFIF\0"u8),
            0xE2 => body.StartsWith("ICC_PROFILE\0"u8),
            0xEE => body.StartsWith("Adobe"u8),
            (>= 0xE0 and <= 0xEF) or 0xFE => false,
            _ => true,
        };

    private static bool TryNext(ReadOnlySpan<byte> file, ref int at, out byte marker, out ReadOnlySpan<byte> body)
    {
        marker = 0;
        body = default;
        while (at + 1 < file.Length && file[at] == 0xFF && file[at + 1] == 0xFF)
        {
            at++; // fill bytes
        }

        if (at + 2 > file.Length || file[at] != 0xFF)
        {
            return false;
        }

        marker = file[at + 1];
        at += 2;
        if (marker is EndOfImage)
        {
            return true;
        }

        if (at + 2 > file.Length)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
        if (length < 2 || at + length > file.Length)
        {
            return false;
        }

        body = file.Slice(at + 2, length - 2);
        at += length;
        return true;
    }

    /// <summary>The next marker that is neither a stuffed zero nor a restart.</summary>
    private static int SkipEntropy(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length)
            {
                break;
            }

            at += next;
            if (file[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }

        return file.Length;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static string? Name(byte marker, ReadOnlySpan<byte> body) =>
        marker switch
        {
            0xE0 when body.StartsWith("JFIF\0"u8) => body.Length > PlainJfifLength - 2 ? "thumbnail" : null,
            0xE0 when body.StartsWith("JFXX\0"u8) => "thumbnail",
            0xE1 when body.StartsWith("Exif\0\0"u8) => "exif",
            0xE1 when body.StartsWith("http://ns.adobe.com/x"u8) => "xmp",
            0xE2 when body.StartsWith("ICC_PROFILE\0"u8) => "icc",
            0xE2 when body.StartsWith("MPF\0"u8) => "mpf",
            0xEB => "c2pa",
            0xED => "iptc",
            0xEE when body.StartsWith("Adobe"u8) => null, // tells how colours are stored; the decoder needs it
            >= 0xE0 and <= 0xEF => $"app{marker - 0xE0}",
            0xFE => "comment",
            _ => null,
        };

    private static void NoteTrailing(ReadOnlySpan<byte> rest, HashSet<string> found)
    {
        if (!rest.IsEmpty)
        {
            found.Add("trailing_data");
        }
    }
}

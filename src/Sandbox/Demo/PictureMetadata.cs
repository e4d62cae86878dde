using System.Buffers.Binary;
using System.Text;

namespace Publisher.Sandbox.Demo;

/// <summary>Looks for what a picture tells beside its pixels. Knows no encoder, so that it cannot share one's mistakes.</summary>
internal static class PictureMetadata
{
    private static readonly string[] Telltales = ["Exif\0\0", "http://ns.adobe.com/", "Photoshop 3.0", TaggedPhoto.Canary];

    /// <summary>Names of what was found; empty when the picture is nothing but a picture.</summary>
    public static IReadOnlyList<string> Find(ReadOnlySpan<byte> bytes)
    {
        var found = new List<string>();
        foreach (var telltale in Telltales)
        {
            if (bytes.IndexOf(Encoding.ASCII.GetBytes(telltale)) >= 0)
            {
                found.Add(telltale.Trim('\0'));
            }
        }

        found.AddRange(
            bytes switch
            {
                [0xFF, 0xD8, ..] => JpegSegments(bytes),
                [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => PngChunks(bytes),
                [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => WebpChunks(bytes),
                _ => ["a file that is no picture"],
            }
        );
        return found;
    }

    // Allowed: APP0 (JFIF) and APP2 (a colour profile). The other application segments and comments can hold anything.
    private static List<string> JpegSegments(ReadOnlySpan<byte> bytes)
    {
        var found = new List<string>();
        var at = 2;
        while (at + 4 <= bytes.Length && bytes[at] == 0xFF && bytes[at + 1] is not 0xDA)
        {
            var marker = bytes[at + 1];
            if (marker is 0xFE or 0xE1 or (>= 0xE3 and <= 0xEF and not 0xEE))
            {
                found.Add($"segment {marker:X2}");
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        if (bytes[^2..] is not [0xFF, 0xD9])
        {
            found.Add("bytes after the end");
        }

        return found;
    }

    private static List<string> PngChunks(ReadOnlySpan<byte> bytes)
    {
        var found = new List<string>();
        for (var at = 8; at + 12 <= bytes.Length; at += 12 + (int)BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]))
        {
            var name = Encoding.ASCII.GetString(bytes.Slice(at + 4, 4));
            if (name is "eXIf" or "tEXt" or "iTXt" or "zTXt" or "tIME")
            {
                found.Add($"chunk {name}");
            }
        }

        return found;
    }

    private static List<string> WebpChunks(ReadOnlySpan<byte> bytes)
    {
        var found = new List<string>();
        for (var at = 12; at + 8 <= bytes.Length; )
        {
            var name = Encoding.ASCII.GetString(bytes.Slice(at, 4));
            if (name is "EXIF" or "XMP ")
            {
                found.Add($"chunk {name.Trim()}");
            }

            var size = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            at += 8 + size + (size & 1);
        }

        return found;
    }
}

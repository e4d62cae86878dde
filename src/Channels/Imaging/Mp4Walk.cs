using System.Buffers.Binary;
using System.Text;

namespace Publisher.Channels.Imaging;

/// <summary>Walks the boxes of an MP4 or MOV file (ISO 14496-12), reading headers only.</summary>
internal static class Mp4Walk
{
    private const int Deepest = 12;

    /// <summary>More boxes than the longest film in many fragments has; a file of empty ones would fill the memory.</summary>
    private const int MostBoxes = 20_000;

    private static readonly HashSet<string> Containers = ["moov", "trak", "mdia", "minf", "stbl", "edts", "dinf"];

    /// <summary>All that a packed film needs; anything else must not leave.</summary>
    private static readonly HashSet<string> Allowed =
    [
        .. Containers,
        .. "ftyp free mdat mvhd tkhd elst mdhd hdlr vmhd smhd dref stsd stts ctts cslg stss sdtp stsc stsz stco co64 sgpd sbgp".Split(' '),
    ];

    /// <summary>It has no more boxes than a film may have. Ask this of an upload first.</summary>
    public static bool IsOrdinary(string path) => Boxes(path).Count <= MostBoxes;

    /// <summary>What the file holds besides what a film needs, or null.</summary>
    public static string? Excess(string path)
    {
        foreach (var (type, handler, _, _) in Boxes(path))
        {
            if (!Allowed.Contains(type))
            {
                return $"box {type}";
            }

            if (type == "hdlr" && handler is not ("vide" or "soun"))
            {
                return $"track {handler}";
            }
        }

        return null;
    }

    /// <summary>Names of what an upload carries besides pictures and sound.</summary>
    public static IReadOnlyList<string> Found(string path)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (type, handler, _, _) in Boxes(path))
        {
            if (type is "udta" or "meta" or "uuid")
            {
                found.Add($"mp4.{type}");
            }
            else if (type == "hdlr" && handler is not ("vide" or "soun" or "url "))
            {
                found.Add("mp4.data_track");
            }
            else if (type is "\u00A9xyz" or "loci")
            {
                found.Add("mp4.gps");
            }
        }

        return [.. found];
    }

    /// <summary>Turns boxes of user data into free space of zeros: the packer writes an empty one even when told to write none.</summary>
    public static void BlankUserData(string path)
    {
        var boxes = Boxes(path);
        using var file = File.OpenWrite(path);
        foreach (var (_, _, start, stop) in boxes.Where(box => box.Type is "udta" or "meta"))
        {
            file.Position = start + 4;
            file.Write("free"u8);
            file.Write(new byte[stop - start - 8]);
        }
    }

    private static List<Mp4Box> Boxes(string path)
    {
        using var file = File.OpenRead(path);
        return Boxes(file);
    }

    /// <summary>All boxes, or one more than there may be.</summary>
    internal static List<Mp4Box> Boxes(Stream file)
    {
        var boxes = new List<Mp4Box>();
        Walk(file, file.Length, depth: 0, boxes);
        return boxes;
    }

    private static void Walk(Stream file, long end, int depth, List<Mp4Box> boxes)
    {
        Span<byte> header = stackalloc byte[16];
        while (file.Position + 8 <= end && depth < Deepest && boxes.Count <= MostBoxes)
        {
            var start = file.Position;
            file.ReadExactly(header[..8]);
            long length = BinaryPrimitives.ReadUInt32BigEndian(header);
            var type = Encoding.Latin1.GetString(header[4..8]);
            if (length == 1 && start + 16 <= end)
            {
                file.ReadExactly(header[8..]);
                length = (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(header[8..]), long.MaxValue);
            }

            var stop = length == 0 || length > end - start ? end : start + Math.Max(length, 8);
            boxes.Add(new Mp4Box(type, type == "hdlr" ? Handler(file, stop) : null, start, stop));
            if (Containers.Contains(type) || type == "udta")
            {
                Walk(file, stop, depth + 1, boxes);
            }

            file.Position = stop;
        }
    }

    private static string? Handler(Stream file, long stop)
    {
        Span<byte> start = stackalloc byte[12];
        if (file.Position + start.Length > stop)
        {
            return null;
        }

        file.ReadExactly(start);
        return Encoding.Latin1.GetString(start[8..]);
    }
}

/// <param name="Handler">What kind of track it is, when it says so.</param>
/// <param name="Start">Where it begins in the file, in bytes.</param>
/// <param name="Stop">Where the next one begins.</param>
internal readonly record struct Mp4Box(string Type, string? Handler, long Start, long Stop);

using System.Buffers.Binary;

namespace Publisher.Channels.Imaging;

/// <summary>
/// Reads which blocks an EXIF segment holds, and the orientation. Nothing else: values are never looked at.
/// TIFF 6.0 section 2 and EXIF 2.32 section 4.6 give the layout.
/// </summary>
internal ref struct ExifScan
{
    private const int OrientationTag = 0x0112;
    private const int ThumbnailTag = 0x0201;
    private const int ExifTag = 0x8769;
    private const int GpsTag = 0x8825;
    private const int MakerNoteTag = 0x927C;
    private const int EntryLength = 12;

    private readonly ReadOnlySpan<byte> _tiff;
    private readonly bool _littleEndian;
    private readonly HashSet<string> _found;
    private bool _isBelow;

    private ExifScan(ReadOnlySpan<byte> tiff, HashSet<string> found)
    {
        _tiff = tiff;
        _littleEndian = tiff is [(byte)'I', ..];
        _found = found;
    }

    /// <summary>EXIF's 1 to 8; 1 when there is none or it makes no sense.</summary>
    public int Orientation { get; private set; } = 1;

    /// <summary>Adds the names of what <paramref name="tiff"/> holds to <paramref name="found"/>; returns the orientation.</summary>
    public static int Read(ReadOnlySpan<byte> tiff, HashSet<string> found)
    {
        found.Add("exif");
        if (tiff.Length < 8)
        {
            return 1;
        }

        var scan = new ExifScan(tiff, found);
        var next = scan.ReadDirectory(scan.Long(4), depth: 0);
        if (next > 0)
        {
            scan.ReadDirectory(next, depth: 1);
        }

        return scan.Orientation;
    }

    private uint ReadDirectory(uint offset, int depth)
    {
        if (offset < 8 || offset > _tiff.Length - 2)
        {
            return 0;
        }

        var entries = Short((int)offset);
        var at = (int)offset + 2;
        for (var entry = 0; entry < entries && at + EntryLength <= _tiff.Length; entry++, at += EntryLength)
        {
            ReadEntry(at, depth);
        }

        return at + 4 <= _tiff.Length ? Long(at) : 0;
    }

    private void ReadEntry(int at, int depth)
    {
        switch (Short(at))
        {
            case OrientationTag when depth == 0 && Short(at + 8) is >= 1 and <= 8:
                Orientation = Short(at + 8);
                break;
            case ThumbnailTag:
                _found.Add("thumbnail");
                break;
            case GpsTag:
                _found.Add("exif.gps");
                break;
            case MakerNoteTag:
                _found.Add("exif.makernote");
                break;
            case ExifTag when depth == 0 && !_isBelow: // once: thousands of pointers to one directory would be read for minutes
                _isBelow = true;
                ReadDirectory(Long(at + 8), depth: 2);
                break;
        }
    }

    private readonly ushort Short(int at) =>
        _littleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(_tiff[at..]) : BinaryPrimitives.ReadUInt16BigEndian(_tiff[at..]);

    private readonly uint Long(int at) =>
        _littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(_tiff[at..]) : BinaryPrimitives.ReadUInt32BigEndian(_tiff[at..]);
}

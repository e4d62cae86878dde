using System.Buffers.Binary;

namespace Publisher.Channels.Imaging;

/// <summary>What an upload is by its first bytes; its name and its declared type are never asked.</summary>
internal enum UploadType
{
    Unknown,
    Jpeg,
    Png,
    WebP,
    Video,
    Heic,
    Avif,
    Gif,
    Tiff,
    Pdf,
    Svg,
    Bmp,
    JpegXl,
}

internal static class UploadTypes
{
    /// <summary>Bytes needed to tell.</summary>
    public const int SniffLength = 256;

    public static UploadType Sniff(ReadOnlySpan<byte> start) =>
        start switch
        {
            [0xFF, 0xD8, 0xFF, ..] => UploadType.Jpeg,
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => UploadType.Png,
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => UploadType.Gif,
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => UploadType.Pdf,
            [(byte)'B', (byte)'M', ..] => UploadType.Bmp,
            [(byte)'I', (byte)'I', 0x2A, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A, ..] => UploadType.Tiff,
            [0xFF, 0x0A, ..] => UploadType.JpegXl,
            _ => SniffContainer(start),
        };

    /// <summary>Why a file of no bytes cannot be taken.</summary>
    public static Problem Empty { get; } = Unsupported("The file is empty: 0 bytes came. Send JPEG, PNG or WebP; MP4 or MOV for video.");

    /// <summary>Why a type cannot be taken, and what to do instead.</summary>
    public static Problem Refusal(UploadType type) =>
        type switch
        {
            UploadType.Heic or UploadType.Avif => Unsupported(
                $"{Name(type)} pictures cannot be cleaned here. Export the photo as JPEG and send that: on an iPhone choose "
                    + "Settings, Camera, Formats, Most Compatible; or share the photo and pick JPEG; on a computer open it and save a JPEG copy."
            ),
            UploadType.Svg or UploadType.Pdf => Unsupported(
                $"{Name(type)} files can carry scripts and hidden text, so they are not taken. Send a JPEG or PNG picture of it."
            ),
            UploadType.Unknown => Unsupported("The file is none of JPEG, PNG, WebP, MP4 or MOV."),
            _ => Unsupported($"{Name(type)} files are not taken. Send JPEG, PNG or WebP; MP4 or MOV for video."),
        };

    private static UploadType SniffContainer(ReadOnlySpan<byte> start)
    {
        if (start.Length >= 12 && start[..4].SequenceEqual("RIFF"u8) && start[8..12].SequenceEqual("WEBP"u8))
        {
            return UploadType.WebP;
        }

        if (start.Length >= 12 && start[4..8].SequenceEqual("ftyp"u8))
        {
            return SniffBrands(start);
        }

        if (start.Length >= 8 && (IsBox(start, "moov"u8) || IsBox(start, "mdat"u8) || IsBox(start, "wide"u8) || IsBox(start, "free"u8)))
        {
            return UploadType.Video;
        }

        if (start.StartsWith("\0\0\0\u000CJXL "u8))
        {
            return UploadType.JpegXl;
        }

        return start.IndexOf("<svg"u8) >= 0 ? UploadType.Svg : UploadType.Unknown;
    }

    private static UploadType SniffBrands(ReadOnlySpan<byte> start)
    {
        var end = (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(start), 12u, (uint)start.Length);
        var brands = start[8..end];
        if (Holds(brands, "avif"u8) || Holds(brands, "avis"u8))
        {
            return UploadType.Avif;
        }

        return
            Holds(brands, "heic"u8)
            || Holds(brands, "heix"u8)
            || Holds(brands, "hevc"u8)
            || Holds(brands, "mif1"u8)
            || Holds(brands, "msf1"u8)
            ? UploadType.Heic
            : UploadType.Video;
    }

    /// <summary>Old QuickTime files begin with one of their boxes and no brand.</summary>
    private static bool IsBox(ReadOnlySpan<byte> start, ReadOnlySpan<byte> type) => start[4..8].SequenceEqual(type);

    private static bool Holds(ReadOnlySpan<byte> brands, ReadOnlySpan<byte> brand) => brands.IndexOf(brand) >= 0;

    private static string Name(UploadType type) =>
        type switch
        {
            UploadType.JpegXl => "JPEG XL",
            UploadType.WebP => "WebP",
            _ => type.ToString().ToUpperInvariant(),
        };

    private static Problem Unsupported(string message) => new("unsupported_type", "file", message);
}

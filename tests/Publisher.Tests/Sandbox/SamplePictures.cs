namespace Publisher.Tests.Sandbox;

/// <summary>Files that are only a header: enough for whoever looks no further.</summary>
internal static class SamplePictures
{
    public static byte[] Jpeg(int width, int height, int bytes = 64)
    {
        byte[] header =
        [
            .. (byte[])[0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0],
            .. (byte[])[0xFF, 0xC2, 0, 17, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width],
        ];
        return Padded(header, bytes);
    }

    public static byte[] Png(int width, int height)
    {
        byte[] header = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, .. "IHDR"u8, .. Big(width), .. Big(height)];
        return Padded(header, 64);
    }

    /// <summary>A WebP with an extended header (VP8X), whose sizes are stored less one in 24 bits.</summary>
    public static byte[] Webp(int width, int height)
    {
        byte[] header =
        [
            .. "RIFF"u8,
            0,
            0,
            0,
            0,
            .. "WEBPVP8X"u8,
            10,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            .. Little24(width - 1),
            .. Little24(height - 1),
        ];
        return Padded(header, 64);
    }

    public static byte[] Mp4() => Padded([0, 0, 0, 24, .. "ftypisom"u8], 64);

    private static byte[] Padded(byte[] header, int bytes)
    {
        Array.Resize(ref header, Math.Max(bytes, header.Length));
        return header;
    }

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Little24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}

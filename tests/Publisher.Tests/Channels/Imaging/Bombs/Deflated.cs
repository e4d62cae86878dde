using System.IO.Compression;

namespace Publisher.Tests.Channels.Imaging.Bombs;

/// <summary>Zeros, packed a thousand to one.</summary>
internal static class Deflated
{
    private static readonly byte[] Megabyte = Block();

    /// <summary>A zlib stream that grows to so many megabytes. Its checksum is wrong, which only shows at its end.</summary>
    public static byte[] Zeros(int megabytes)
    {
        using var stream = new MemoryStream();
        stream.Write([0x78, 0x9C]);
        for (var count = 0; count < megabytes; count++)
        {
            stream.Write(Megabyte);
        }

        stream.Write([3, 0, 0, 0, 0, 0]);
        return stream.ToArray();
    }

    /// <summary>One that ends on a whole byte, so that it can stand beside itself.</summary>
    private static byte[] Block()
    {
        using var packed = new MemoryStream();
        using var packer = new DeflateStream(packed, CompressionLevel.SmallestSize);
        packer.Write(new byte[1 << 20]);
        packer.Flush();
        return packed.ToArray();
    }
}

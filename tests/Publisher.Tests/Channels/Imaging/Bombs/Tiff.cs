using System.Buffers.Binary;

namespace Publisher.Tests.Channels.Imaging.Bombs;

/// <summary>EXIF blocks that lead their reader in circles.</summary>
internal static class Tiff
{
    private const ushort ExifPointer = 0x8769;

    /// <summary>Its directory names itself as the next one and as the one below.</summary>
    public static byte[] Loop() => Directory(entries: 1, pointer: 8, next: 8);

    /// <summary>Its entries claim four thousand million values at the end of all addresses.</summary>
    public static byte[] Huge() => Directory(entries: 1, pointer: uint.MaxValue, next: uint.MaxValue - 1);

    /// <summary>Each of its many entries points to all of them: read blindly, the square of them.</summary>
    public static byte[] Square(int entries) => Directory(entries, pointer: 8, next: 8);

    private static byte[] Directory(int entries, uint pointer, uint next)
    {
        var tiff = new byte[8 + 2 + (entries * 12) + 4];
        "II*\0"u8.CopyTo(tiff);
        BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(4), 8);
        BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(8), (ushort)entries);
        for (var at = 10; at < tiff.Length - 4; at += 12)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), ExifPointer);
            BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at + 2), 4);
            BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(at + 4), uint.MaxValue);
            BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(at + 8), pointer);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(tiff.Length - 4), next);
        return tiff;
    }
}

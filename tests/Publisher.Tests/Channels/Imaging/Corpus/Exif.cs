using System.Buffers.Binary;

namespace Publisher.Tests.Channels.Imaging.Corpus;

/// <summary>A block of EXIF by hand, for what no tool writes from nothing.</summary>
internal static class Exif
{
    private const int Entry = 12;

    /// <summary>A camera's private notes, with its serial number, and a user's comment.</summary>
    public static byte[] MakerNote(byte[] notes)
    {
        // Header, one directory with one entry, one sub-directory with one entry, then the notes.
        var at = 8 + 2 + Entry + 4;
        var dataAt = at + 2 + Entry + 4;
        var block = new byte[dataAt + notes.Length];
        "II*\0"u8.CopyTo(block);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(4), 8);
        Directory(block, 8, tag: 0x8769, type: 4, count: 1, value: at);
        Directory(block, at, tag: 0x927C, type: 7, count: notes.Length, value: dataAt);
        notes.CopyTo(block, dataAt);
        return block;
    }

    private static void Directory(byte[] block, int at, ushort tag, ushort type, int count, int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(at), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(at + 2), tag);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(at + 4), type);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(at + 6), count);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(at + 10), value);
    }
}

using System.Buffers.Binary;

namespace Publisher.Channels.Imaging;

/// <summary>The characters that a font file can draw: its <c>cmap</c> table, formats 4 and 12 (OpenType 1.9).</summary>
internal static class CharacterMap
{
    private const uint CmapTag = 0x636D6170;

    /// <summary>Adds every code point that <paramref name="font"/> has a glyph for.</summary>
    /// <exception cref="InvalidDataException">It is not a TrueType or OpenType font.</exception>
    public static void AddTo(HashSet<int> characters, ReadOnlySpan<byte> font)
    {
        var map = Table(font);
        var tables = Short(map, 2);
        for (var table = 0; table < tables; table++)
        {
            var subtable = map[(int)Long(map, 4 + (8 * table) + 4)..];
            switch (Short(subtable, 0))
            {
                case 4:
                    AddSegments(characters, subtable);
                    break;
                case 12:
                    AddGroups(characters, subtable);
                    break;
            }
        }
    }

    private static ReadOnlySpan<byte> Table(ReadOnlySpan<byte> font)
    {
        var tables = font.Length > 12 ? Short(font, 4) : 0;
        for (var at = 12; at < 12 + (16 * tables); at += 16)
        {
            if (Long(font, at) == CmapTag)
            {
                return font[(int)Long(font, at + 8)..];
            }
        }

        throw new InvalidDataException("The file is not a font: it has no cmap table.");
    }

    private static void AddSegments(HashSet<int> characters, ReadOnlySpan<byte> table)
    {
        var length = Short(table, 6); // twice the number of segments
        for (var at = 0; at < length; at += 2)
        {
            var (end, start) = (Short(table, 14 + at), Short(table, 16 + length + at));
            var (delta, offset) = (Short(table, 16 + (2 * length) + at), Short(table, 16 + (3 * length) + at));
            for (var code = (int)start; code <= end && code < 0xFFFF; code++)
            {
                var place = 16 + (3 * length) + at + offset + (2 * (code - start));
                var glyph = offset == 0 ? code + delta : Short(table, place);
                if ((glyph & 0xFFFF) != 0)
                {
                    characters.Add(code);
                }
            }
        }
    }

    private static void AddGroups(HashSet<int> characters, ReadOnlySpan<byte> table)
    {
        var groups = Long(table, 12);
        for (var at = 16; at < 16 + (12 * groups); at += 12)
        {
            for (var code = Long(table, at); code <= Long(table, at + 4); code++)
            {
                characters.Add((int)code);
            }
        }
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}

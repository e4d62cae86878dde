using System.Buffers.Binary;
using System.Text;

namespace Publisher.Sandbox.Demo;

/// <summary>The demo's own drawing, tagged the way a telephone tags a photograph: with its maker and the place it was taken.</summary>
internal static class TaggedPhoto
{
    /// <summary>Stands in the tags and must be found nowhere else.</summary>
    public const string Canary = "Canary Camera 7";

    private const ushort Ascii = 2;
    private const ushort Long = 4;
    private const ushort Rational = 5;

    /// <summary>A JPEG of 1600x1200 px with an Exif block: maker, model and GPS position.</summary>
    public static byte[] Make()
    {
        using var drawing =
            typeof(TaggedPhoto).Assembly.GetManifestResourceStream("bridge.jpg")
            ?? throw new InvalidOperationException("The drawing is not part of the program.");
        using var plain = new MemoryStream();
        drawing.CopyTo(plain);
        return Tag(plain.ToArray(), latitude: (40, 21, 36), longitude: (45, 18, 12));
    }

    /// <summary>Puts an Exif block behind the start marker of a JPEG.</summary>
    /// <param name="latitude">Degrees, minutes and seconds north.</param>
    /// <param name="longitude">Degrees, minutes and seconds east.</param>
    public static byte[] Tag(
        ReadOnlySpan<byte> jpeg,
        (uint Degrees, uint Minutes, uint Seconds) latitude,
        (uint Degrees, uint Minutes, uint Seconds) longitude
    )
    {
        byte[] exif = [.. "Exif\0\0"u8, .. Tiff(latitude, longitude)];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(exif.Length + length.Length));
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. exif, .. jpeg[2..]];
    }

    // TIFF, little-endian: a header of 8 bytes, two directories at fixed places, then the values that are longer than 4 bytes.
    private static byte[] Tiff((uint, uint, uint) latitude, (uint, uint, uint) longitude)
    {
        const int Main = 8;
        const int Gps = Main + 2 + (3 * 12) + 4;
        const int Values = Gps + 2 + (4 * 12) + 4;
        var maker = Encoding.ASCII.GetBytes(Canary + "\0");
        var (makerAt, latitudeAt) = (Values, Values + maker.Length);
        var longitudeAt = latitudeAt + 24;

        using var tiff = new MemoryStream();
        using var writer = new BinaryWriter(tiff);
        writer.Write([(byte)'I', (byte)'I', 42, 0, Main, 0, 0, 0]);
        writer.Write((ushort)3);
        Entry(writer, 0x010F, Ascii, (uint)maker.Length, (uint)makerAt); // Make
        Entry(writer, 0x0110, Ascii, (uint)maker.Length, (uint)makerAt); // Model
        Entry(writer, 0x8825, Long, 1, Gps); // where the GPS directory is
        writer.Write(0u);
        writer.Write((ushort)4);
        Entry(writer, 1, Ascii, 2, 'N');
        Entry(writer, 2, Rational, 3, (uint)latitudeAt);
        Entry(writer, 3, Ascii, 2, 'E');
        Entry(writer, 4, Rational, 3, (uint)longitudeAt);
        writer.Write(0u);
        writer.Write(maker);
        Angle(writer, latitude);
        Angle(writer, longitude);
        return tiff.ToArray();
    }

    private static void Entry(BinaryWriter writer, ushort tag, ushort type, uint count, uint value)
    {
        writer.Write(tag);
        writer.Write(type);
        writer.Write(count);
        writer.Write(value);
    }

    private static void Angle(BinaryWriter writer, (uint Degrees, uint Minutes, uint Seconds) angle)
    {
        foreach (var part in (uint[])[angle.Degrees, angle.Minutes, angle.Seconds])
        {
            writer.Write(part);
            writer.Write(1u);
        }
    }
}

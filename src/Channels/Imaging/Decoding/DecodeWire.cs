using System.Buffers.Binary;

namespace Publisher.Channels.Imaging.Decoding;

/// <summary>
/// What the service and a decoder say to each other over a pipe; all numbers have four bytes, the lowest first. The decoder begins with a
/// number of its own and the <see cref="Fetter"/>s it lacks. Then, again and again: kind, orientation, length, file; back come width, height, bands, and the
/// pixels row by row in strips with their lengths before them. A width of 0, or a length below 0, says that the picture cannot be read.
/// </summary>
internal static class DecodeWire
{
    /// <summary>How long the service waits for one picture.</summary>
    public static readonly TimeSpan PictureLimit = TimeSpan.FromSeconds(20);

    /// <summary>Bytes; a decoder that sends more at once has been taken over.</summary>
    public const int LongestStrip = 4 << 20;

    /// <summary>What no other program says first.</summary>
    private const int Greeting = 0x0DEC_0DE1;

    private const int NumberLength = 4;
    private const int Unreadable = -1;

    public static void WriteHello(Stream to, Fetter lacking) => Write(to, Greeting, (int)lacking);

    /// <exception cref="InvalidDataException">This is no decoder.</exception>
    public static Fetter ReadHello(Stream from) =>
        Read(from) == Greeting ? (Fetter)Read(from) : throw new InvalidDataException("What was started is no decoder.");

    public static void WriteRequest(Stream to, DecodeRequest request)
    {
        Write(to, (int)request.Type, request.Orientation, request.File.Length);
        to.Write(request.File);
    }

    /// <summary>Null when the service has closed the pipe.</summary>
    public static DecodeRequest? ReadRequest(Stream from)
    {
        Span<byte> header = stackalloc byte[3 * NumberLength];
        if (from.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
        {
            return null;
        }

        var file = new byte[Number(header, 2)];
        from.ReadExactly(file);
        return new DecodeRequest((UploadType)Number(header, 0), Number(header, 1), file);
    }

    public static void WriteSize(Stream to, int width, int height, int bands) => Write(to, width, height, bands);

    public static (int Width, int Height, int Bands) ReadSize(Stream from) => (Read(from), Read(from), Read(from));

    public static void WriteStrip(Stream to, ReadOnlySpan<byte> rows)
    {
        Write(to, rows.Length);
        to.Write(rows);
    }

    public static void WriteUnreadable(Stream to, bool sizeIsSent)
    {
        if (sizeIsSent)
        {
            Write(to, Unreadable);
        }
        else
        {
            WriteSize(to, 0, 0, 0);
        }
    }

    /// <summary>Bytes of the next strip; below 0: there is none, the picture cannot be read.</summary>
    public static int ReadStripLength(Stream from) => Read(from);

    private static void Write(Stream to, params ReadOnlySpan<int> numbers)
    {
        Span<byte> bytes = stackalloc byte[numbers.Length * NumberLength];
        for (var index = 0; index < numbers.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(index * NumberLength)..], numbers[index]);
        }

        to.Write(bytes);
    }

    private static int Read(Stream from)
    {
        Span<byte> bytes = stackalloc byte[NumberLength];
        from.ReadExactly(bytes);
        return Number(bytes, 0);
    }

    private static int Number(ReadOnlySpan<byte> bytes, int index) =>
        BinaryPrimitives.ReadInt32LittleEndian(bytes[(index * NumberLength)..]);
}

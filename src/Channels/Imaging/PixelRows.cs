using System.Numerics;

namespace Publisher.Channels.Imaging;

/// <summary>Arithmetic on rows of bytes, many at a time: slides are millions of them. Shares are of 256.</summary>
internal static class PixelRows
{
    /// <summary>Darkens the row; 256 leaves it as it is, 0 makes it black.</summary>
    public static void Dim(Span<byte> row, int share)
    {
        var at = 0;
        var factor = new Vector<ushort>((ushort)share);
        for (; at <= row.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[at..]), out var low, out var high);
            Vector.Narrow((low * factor) >> 8, (high * factor) >> 8).CopyTo(row[at..]);
        }

        for (; at < row.Length; at++)
        {
            row[at] = (byte)((row[at] * share) >> 8);
        }
    }

    /// <summary>Mixes <paramref name="over"/> into <paramref name="row"/>; 256 replaces it.</summary>
    public static void Mix(Span<byte> row, ReadOnlySpan<byte> over, int share)
    {
        if (share >= 256)
        {
            over.CopyTo(row);
            return;
        }

        var at = 0;
        var (more, less) = (new Vector<ushort>((ushort)share), new Vector<ushort>((ushort)(256 - share)));
        for (; at <= row.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[at..]), out var low, out var high);
            Vector.Widen(new Vector<byte>(over[at..]), out var overLow, out var overHigh);
            Vector.Narrow(((low * less) + (overLow * more)) >> 8, ((high * less) + (overHigh * more)) >> 8).CopyTo(row[at..]);
        }

        for (; at < row.Length; at++)
        {
            row[at] = (byte)(((row[at] * (256 - share)) + (over[at] * share)) >> 8);
        }
    }

    /// <summary>Adds the row to sums, of 257 rows at most.</summary>
    public static void AddTo(Span<ushort> sums, ReadOnlySpan<byte> row)
    {
        var at = 0;
        for (; at <= row.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[at..]), out var low, out var high);
            Add(sums[at..], low);
            Add(sums[(at + Vector<ushort>.Count)..], high);
        }

        for (; at < row.Length; at++)
        {
            sums[at] += row[at];
        }
    }

    /// <summary>Adds the squares of the row's bytes to sums.</summary>
    public static void AddSquaresTo(Span<uint> sums, ReadOnlySpan<byte> row)
    {
        var at = 0;
        for (; at <= row.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(row[at..]), out var low, out var high);
            AddSquares(sums[at..], low);
            AddSquares(sums[(at + Vector<ushort>.Count)..], high);
        }

        for (; at < row.Length; at++)
        {
            sums[at] += (uint)(row[at] * row[at]);
        }
    }

    /// <summary>Writes values of 128 for each step of a byte as bytes, and moves every value on by its step.</summary>
    public static void WriteAndStep(Span<byte> row, Span<short> values, ReadOnlySpan<short> steps)
    {
        var at = 0;
        for (; at <= row.Length - Vector<byte>.Count; at += Vector<byte>.Count)
        {
            var (low, high) = (new Vector<short>(values[at..]), new Vector<short>(values[(at + Vector<short>.Count)..]));
            Vector.Narrow(Vector.AsVectorUInt16(low >> 7), Vector.AsVectorUInt16(high >> 7)).CopyTo(row[at..]);
            (low + new Vector<short>(steps[at..])).CopyTo(values[at..]);
            (high + new Vector<short>(steps[(at + Vector<short>.Count)..])).CopyTo(values[(at + Vector<short>.Count)..]);
        }

        for (; at < row.Length; at++)
        {
            row[at] = (byte)(values[at] >> 7);
            values[at] += steps[at];
        }
    }

    private static void Add(Span<ushort> sums, Vector<ushort> values) => (new Vector<ushort>(sums) + values).CopyTo(sums);

    private static void AddSquares(Span<uint> sums, Vector<ushort> values)
    {
        Vector.Widen(values * values, out var low, out var high);
        (new Vector<uint>(sums) + low).CopyTo(sums);
        sums = sums[Vector<uint>.Count..];
        (new Vector<uint>(sums) + high).CopyTo(sums);
    }
}

using System.IO.MemoryMappedFiles;
using NetVips;

namespace Publisher.Channels.Imaging.Decoding;

/// <summary>Plain pixels that a decoder sent, in memory that goes back to the machine with this object.</summary>
internal sealed class DecodedPixels : IDisposable
{
    private readonly MemoryMappedFile _memory;
    private readonly MemoryMappedViewStream _view;

    public DecodedPixels(int width, int height, int bands)
    {
        (Width, Height, Bands) = (width, height, bands);
        _memory = MemoryMappedFile.CreateNew(null, Length);
        _view = _memory.CreateViewStream(0, Length);
    }

    /// <summary>px.</summary>
    public int Width { get; }

    public int Height { get; }

    /// <summary>Three, or four with alpha.</summary>
    public int Bands { get; }

    public long Length => (long)Width * Height * Bands;

    /// <summary>Bytes that are still to come.</summary>
    public long Missing => Length - _view.Position;

    public void Append(ReadOnlySpan<byte> rows) => _view.Write(rows);

    /// <summary>Valid as long as this object lives.</summary>
    public Image Open()
    {
        using var raw = Image.NewFromMemory(
            _view.SafeMemoryMappedViewHandle.DangerousGetHandle(),
            (ulong)Length,
            Width,
            Height,
            Bands,
            Enums.BandFormat.Uchar
        );
        return raw.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    public void Dispose()
    {
        _view.Dispose();
        _memory.Dispose();
    }
}

using NetVips;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

/// <summary>The walkers must find what an encoder should not have written, or the second check is worth nothing.</summary>
[Trait("Requirement", "PRV-02")]
public sealed class WalkTests
{
    [Fact]
    public void PRV_02_a_jpeg_with_another_segment_or_a_byte_more_is_found_out()
    {
        using var image = Pictures.Gradient(64, 48);
        var clean = image.JpegsaveBuffer(keep: Enums.ForeignKeep.None);
        byte[] segment = [0xFF, 0xE5, 0, 4, 1, 2];

        Assert.Null(JpegWalk.Excess(clean));
        Assert.Equal("segment E5", JpegWalk.Excess([.. clean[..2], .. segment, .. clean[2..]]));
        Assert.Equal("bytes after the end", JpegWalk.Excess([.. clean, 0]));
        Assert.Equal("no end marker", JpegWalk.Excess(clean.AsSpan(0, clean.Length - 2)));
    }

    [Fact]
    public void PRV_02_a_png_with_another_chunk_or_a_byte_more_is_found_out()
    {
        using var image = Pictures.Gradient(64, 48);
        var raw = image.PngsaveBuffer();
        var clean = PngWalk.Keep(raw);

        Assert.Equal("chunk eXIf", PngWalk.Excess(raw));
        Assert.Null(PngWalk.Excess(clean));
        Assert.Equal("bytes after the end", PngWalk.Excess([.. clean, 0]));
        Assert.Equal("no end chunk", PngWalk.Excess(clean.AsSpan(0, clean.Length - 12)));
    }

    [Fact]
    public void PRV_02_a_webp_with_another_chunk_or_a_byte_more_is_found_out()
    {
        using var image = Pictures.Gradient(64, 48);
        var clean = image.WebpsaveBuffer(keep: Enums.ForeignKeep.None);

        Assert.Null(WebPWalk.Excess(clean));
        Assert.Equal("chunk XMP ", WebPWalk.Excess([.. clean, .. "XMP \0\0\0\0"u8]));
        Assert.Equal("bytes after the end", WebPWalk.Excess([.. clean, 0]));
    }
}

using System.Text;
using Publisher.Sandbox.Demo;

namespace Publisher.Tests.Sandbox.Demo;

public sealed class PictureMetadataTests
{
    [Theory]
    [InlineData(0xE1, "segment E1")]
    [InlineData(0xED, "segment ED")]
    [InlineData(0xFE, "segment FE")]
    public void A_jpeg_segment_that_can_hold_words_is_found(byte marker, string expected)
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, marker, 0, 4, 1, 2, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9];

        var found = PictureMetadata.Find(jpeg);

        Assert.Equal([expected], found);
    }

    [Fact]
    public void Bytes_after_the_end_of_a_jpeg_are_found()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9, 1];

        var found = PictureMetadata.Find(jpeg);

        Assert.Equal(["bytes after the end"], found);
    }

    [Fact]
    public void A_text_chunk_of_a_png_is_found()
    {
        byte[] png = [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 1, .. "tEXt"u8, 65, 0, 0, 0, 0];

        var found = PictureMetadata.Find(png);

        Assert.Equal(["chunk tEXt"], found);
    }

    [Fact]
    public void An_exif_chunk_of_a_webp_is_found()
    {
        byte[] webp = [.. "RIFF"u8, 16, 0, 0, 0, .. "WEBPEXIF"u8, 2, 0, 0, 0, 1, 2];

        var found = PictureMetadata.Find(webp);

        Assert.Equal(["chunk EXIF"], found);
    }

    [Fact]
    public void A_canary_is_found_wherever_it_hides()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xDA, 0, 2, .. Encoding.ASCII.GetBytes(TaggedPhoto.Canary), 0xFF, 0xD9];

        var found = PictureMetadata.Find(jpeg);

        Assert.Equal([TaggedPhoto.Canary], found);
    }
}

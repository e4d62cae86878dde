using CsCheck;
using Publisher.Sandbox;

namespace Publisher.Tests.Sandbox;

public sealed class PictureHeaderTests
{
    private static readonly Gen<(int Width, int Height)> Sizes = Gen.Select(Gen.Int[1, 16383], Gen.Int[1, 16383]);

    [Fact]
    public void The_size_is_read_from_each_kind_of_header() =>
        Sizes.Sample(size =>
        {
            Assert.Equal(new PictureHeader("image/jpeg", size.Width, size.Height), Read(SamplePictures.Jpeg(size.Width, size.Height)));
            Assert.Equal(new PictureHeader("image/png", size.Width, size.Height), Read(SamplePictures.Png(size.Width, size.Height)));
            Assert.Equal(new PictureHeader("image/webp", size.Width, size.Height), Read(SamplePictures.Webp(size.Width, size.Height)));
        });

    [Fact]
    public void No_bytes_make_the_reader_throw() =>
        Gen.Select(
                Gen.OneOf(Gen.Const(SamplePictures.Jpeg(9, 9)), Gen.Const(SamplePictures.Png(9, 9)), Gen.Const(SamplePictures.Webp(9, 9))),
                Gen.Int[0, 40],
                Gen.Byte
            )
            .Sample((file, at, value) => Read([.. file[..at], value]));

    [Fact]
    public void A_film_has_no_size_and_a_text_is_nothing_known()
    {
        Assert.Equal(new PictureHeader("video/mp4", null, null), Read(SamplePictures.Mp4()));
        Assert.Equal("application/octet-stream", Read("hello"u8.ToArray()).MediaType);
    }

    private static PictureHeader Read(byte[] bytes) => PictureHeader.Read(bytes);
}

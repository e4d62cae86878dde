using Publisher.Channels;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

public sealed class DecodedPhotoTests
{
    [Theory]
    [Trait("Requirement", "PRV-06")]
    [InlineData(SlideShape.Vertical9x16)]
    [InlineData(SlideShape.Square)]
    public void PRV_06_a_cover_leaves_no_trace_of_what_it_hides(SlideShape shape)
    {
        using var white = Pictures.Plain(2000, 1500, 255, 255, 255);
        using var face = white.Mutate(image => image.DrawRect([255, 0, 0], 800, 600, 400, 300, fill: true));

        using var photo = DecodedPhoto.Load(face.JpegsaveBuffer(q: 95), [new CoverBox(0.4, 0.4, 0.2, 0.2)], null, shape);

        using var redness = photo.Image[0] - photo.Image[1];
        Assert.True(redness.Max() < 8, "no pixel may be redder than its neighbours");
    }

    [Fact]
    [Trait("Requirement", "PRV-06")]
    public void PRV_06_a_cover_is_opaque_and_a_fifth_larger_than_asked()
    {
        using var white = Pictures.Plain(1000, 1000, 255, 255, 255);

        using var photo = DecodedPhoto.Load(white.JpegsaveBuffer(), [new CoverBox(0.4, 0.4, 0.2, 0.2)], null, 1000, 1000);

        Assert.All(
            [(382, 500), (618, 500), (500, 382), (500, 618), (500, 500)],
            at => Assert.Equal(24, photo.Image[at.Item1, at.Item2][0])
        );
        Assert.All([(377, 500), (623, 500)], at => Assert.Equal(255, photo.Image[at.Item1, at.Item2][0]));
    }

    [Fact]
    public void A_cover_at_the_edge_stays_inside()
    {
        using var photo = DecodedPhoto.Load(Pictures.Jpeg(), [new CoverBox(0.9, 0.9, 0.1, 0.1)], null, SlideShape.Square);

        Assert.Equal(24, photo.Image[photo.Image.Width - 1, photo.Image.Height - 1][0]);
    }

    [Fact]
    public void A_large_photo_is_decoded_no_larger_than_its_place_on_the_slide()
    {
        using var photo = DecodedPhoto.Load(Pictures.Jpeg(4000, 3000), null, null, SlideShape.Vertical9x16);

        Assert.Equal((1080, 810), (photo.Image.Width, photo.Image.Height));
        Assert.Equal((4000, 3000), (photo.SourceWidth, photo.SourceHeight));
    }

    [Fact]
    public void Transparent_parts_are_laid_on_white()
    {
        using var gradient = Pictures.Gradient(64, 64);
        using var clear = gradient.Bandjoin(0);

        using var photo = DecodedPhoto.Load(clear.PngsaveBuffer(), null, null, 64, 64);

        Assert.Equal([255, 255, 255], photo.Image[10, 10]);
    }

    [Fact]
    public void What_is_no_picture_is_a_mistake_of_the_caller()
    {
        Assert.Throws<InvalidDataException>(() => DecodedPhoto.Load("hello"u8.ToArray(), null, null, SlideShape.Square));
    }
}

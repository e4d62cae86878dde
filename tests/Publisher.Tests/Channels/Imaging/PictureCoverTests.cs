using NetVips;
using Publisher.Channels;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

[Trait("Requirement", "PRV-06")]
public sealed class PictureCoverTests
{
    private static readonly CoverBox Face = new(0.41, 0.41, 0.18, 0.18);

    [Theory]
    [InlineData("jpg", "image/jpeg")]
    [InlineData("png", "image/png")]
    [InlineData("webp", "image/webp")]
    public async Task PRV_06_what_is_covered_is_one_colour_and_the_rest_stays_as_it_was(string extension, string mediaType)
    {
        var (_, clean) = await Pictures.CleanAsync(Faces.Photo(extension));

        var (result, bytes) = await BakeAsync(clean, Face);

        using var image = Image.NewFromBuffer(bytes);
        Assert.Equal((mediaType, Faces.Width, Faces.Height), (result.MediaType, image.Width, image.Height));
        Assert.True(Faces.Redness(clean) > 200);
        Assert.InRange(Faces.Redness(bytes), -30, 30);
        Assert.InRange(Faces.Unevenness(bytes), 0, 12);
        Assert.InRange(image[400, 300][0], 12, 36);
        Assert.InRange(image[100, 100][0], 145, 155);
        Assert.Null(PictureScrub.Excess(UploadTypes.Sniff(bytes), bytes));
    }

    [Fact]
    public async Task PRV_06_a_cover_on_a_transparent_picture_is_opaque()
    {
        using var gradient = Pictures.Gradient(200, 100);
        using var veil = gradient.Bandjoin(0);
        var (_, clean) = await Pictures.CleanAsync(veil.PngsaveBuffer());

        var (_, bytes) = await BakeAsync(clean, new CoverBox(0.5, 0.5, 0.2, 0.2));

        using var image = Image.NewFromBuffer(bytes);
        Assert.Equal([24, 24, 24, 255], image[120, 60]);
        Assert.Equal(0, image[10, 10][3]);
    }

    [Fact]
    public async Task PRV_06_boxes_at_the_edges_stay_inside()
    {
        var (_, clean) = await Pictures.CleanAsync(Pictures.Png(64, 48));

        var (_, bytes) = await BakeAsync(
            clean,
            new CoverBox(0, 0, 0.1, 0.1),
            new CoverBox(0.95, 0.95, 1, 1),
            new CoverBox(1, 1, 0.001, 0.001)
        );

        using var image = Image.NewFromBuffer(bytes);
        Assert.Equal((24, 24), (image[0, 0][0], image[63, 47][0]));
    }

    [Fact]
    public void What_is_no_picture_is_a_mistake_of_the_caller()
    {
        Assert.Throws<InvalidDataException>(() => PictureCover.Bake("hello"u8.ToArray(), [Face]));
        Assert.Throws<InvalidDataException>(() => PictureCover.Bake([.. Pictures.Png()[..100], 0, 0, 0, 0], [Face]));
    }

    private static async Task<(ScrubResult.Clean Result, byte[] Bytes)> BakeAsync(byte[] clean, params CoverBox[] boxes)
    {
        var result = PictureCover.Bake(clean, boxes);
        using var bytes = new MemoryStream();
        await using (result.Content)
        {
            await result.Content.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        }

        return (result, bytes.ToArray());
    }
}

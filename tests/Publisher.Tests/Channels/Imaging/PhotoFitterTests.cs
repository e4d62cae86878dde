using NetVips;
using Publisher.Channels;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

public sealed class PhotoFitterTests
{
    [Fact]
    public void A_photo_is_scaled_down_to_the_longest_side()
    {
        var file = PhotoFitter.Fit(Pictures.Jpeg(3000, 2000), Rules(maxSide: 1200, maxBytes: 1_000_000));

        Assert.Equal((1200, 800, "image/jpeg"), (file.Width, file.Height, file.MediaType));
        Assert.Null(JpegWalk.Excess(file.Bytes));
    }

    [Fact]
    public void A_small_photo_keeps_its_size()
    {
        var file = PhotoFitter.Fit(Pictures.Png(300, 200), Rules(maxSide: 1200, maxBytes: 1_000_000));

        Assert.Equal((300, 200), (file.Width, file.Height));
    }

    [Fact]
    public void A_photo_of_too_many_bytes_is_coded_more_tightly_and_then_made_smaller()
    {
        using var noise = Image.Gaussnoise(1000, 800, sigma: 60, mean: 128, seed: 7);
        using var bytes = noise.Cast(Enums.BandFormat.Uchar);

        var file = PhotoFitter.Fit(bytes.JpegsaveBuffer(q: 95), Rules(maxSide: 1000, maxBytes: 60_000));

        Assert.True(file.Bytes.Length <= 60_000);
        Assert.True(file.Width < 1000);
    }

    [Fact]
    [Trait("Requirement", "PRV-06")]
    public void PRV_06_covers_hold_for_feeds_too()
    {
        var file = PhotoFitter.Fit(Pictures.Jpeg(800, 800), Rules(400, 1_000_000), [new CoverBox(0.25, 0.25, 0.5, 0.5)]);

        using var image = Image.NewFromBuffer(file.Bytes);
        Assert.All(image[200, 200], band => Assert.InRange(band, 20, 28));
    }

    private static ImageRules Rules(int maxSide, long maxBytes) => new(4, maxBytes, maxSide, ["image/jpeg"]);
}

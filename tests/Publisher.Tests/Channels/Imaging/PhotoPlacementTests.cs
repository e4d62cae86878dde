using Publisher.Channels;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

public sealed class PhotoPlacementTests
{
    private static readonly SlideLayout Vertical = SlideLayout.For(SlideShape.Vertical9x16);

    [Fact]
    public void A_photo_lying_down_is_shown_whole_at_the_top()
    {
        Assert.Equal(new PhotoPlacement(1080, 720, 0, 0, Covers: false), PhotoPlacement.Of(3000, 2000, Vertical, null));
    }

    [Fact]
    public void A_photo_standing_up_covers_the_slide()
    {
        Assert.Equal(new PhotoPlacement(1440, 1920, -180, 0, Covers: true), PhotoPlacement.Of(3000, 4000, Vertical, null));
    }

    [Theory]
    [InlineData(0.5, -180)]
    [InlineData(0.0, 0)]
    [InlineData(1.0, -360)]
    public void A_crop_keeps_the_focus(double x, int left)
    {
        Assert.Equal(left, PhotoPlacement.Of(3000, 4000, Vertical, new FocusPoint(x, 0.5)).Left);
    }

    [Fact]
    public void A_thin_strip_stands_in_the_middle()
    {
        Assert.Equal(new PhotoPlacement(480, 1920, 300, 0, Covers: false), PhotoPlacement.Of(500, 2000, Vertical, null));
    }
}

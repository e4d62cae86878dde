using CsCheck;
using Publisher.Channels;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

public sealed class TextPlacementTests
{
    private static readonly Gen<(SlideShape Shape, SlideKind Kind, int Lines, double Focus, double PhotoBottom)> Slides = Gen.Select(
        Gen.Enum<SlideShape>(),
        Gen.Enum<SlideKind>(),
        Gen.Int[1, 7],
        Gen.Double[0, 1],
        Gen.Double[0.4, 1]
    );

    [Fact]
    [Trait("Requirement", "SLD-12")]
    public void SLD_12_neither_text_nor_shade_reaches_the_focus_unless_it_is_told()
    {
        Slides.Sample(slide =>
        {
            var (layout, text, ground) = Scene(slide);
            var placement = TextPlacement.Of(layout, text, new SlideText(slide.Kind, "x", 0), ground, rightToLeft: false);
            var under = placement.Under(layout);
            var (from, until) = placement.IsUpper ? (0, under.Bottom + placement.Fade) : (under.Top - placement.Fade, layout.Height);

            Assert.InRange(placement.Ink.Top, layout.TextBox.Top, layout.TextBox.Bottom - text.Height);
            Assert.True(placement.CoversFocus || ground.FocusY <= from || ground.FocusY >= until, $"{ground.FocusY} in {from}–{until}");
        });
    }

    [Fact]
    [Trait("Requirement", "SLD-12")]
    public void SLD_12_the_focus_is_covered_only_where_neither_end_of_the_box_leaves_room()
    {
        Slides.Sample(slide =>
        {
            var (layout, text, ground) = Scene(slide);
            var placement = TextPlacement.Of(layout, text, new SlideText(slide.Kind, "x", 0), ground, rightToLeft: false);
            var above = slide.Kind is SlideKind.Hook or SlideKind.Closing ? layout.HookBar.Thickness + layout.HookBar.Gap : 0;
            var roomAtFoot = ground.FocusY <= layout.TextBox.Bottom - text.Height - above - (2 * layout.TextGap);
            var roomAtTop = ground.FocusY >= layout.TextBox.Top + text.Height + above + (2 * layout.TextGap);

            Assert.False(placement.CoversFocus && roomAtTop);
            Assert.False(placement.CoversFocus && roomAtFoot && ground.PhotoBottom >= layout.Height);
        });
    }

    private static (SlideLayout Layout, SetText Text, SlideGround Ground) Scene(
        (SlideShape Shape, SlideKind Kind, int Lines, double Focus, double PhotoBottom) slide
    )
    {
        var layout = SlideLayout.For(slide.Shape);
        var (pitch, photo) = (75, slide.PhotoBottom * layout.Height);
        var text = new SetText(new Stamp([], 600, (slide.Lines * pitch) - 20), 0, 10, slide.Lines * pitch);
        return (layout, text, new SlideGround(new Canvas(1, 1), (int)photo, slide.Focus * photo, 1));
    }
}

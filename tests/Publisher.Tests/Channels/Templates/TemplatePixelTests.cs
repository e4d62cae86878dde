using NetVips;
using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Channels.Templates;
using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Channels.Templates;

/// <summary>What can be measured on the finished pixels of every shipped template, in every script.</summary>
public sealed class TemplatePixelTests
{
    /// <summary>px that JPEG may smear ink beyond its own edge.</summary>
    private const int Smear = 4;

    /// <summary>Steps of 255 that JPEG may move a pixel that nobody drew on, beside one that somebody did.</summary>
    private const int Noise = 48;

    private static readonly SlideRenderer Renderer = new(Pictures.Library);

    public static TheoryData<string, string> All =>
        new(from template in TemplateCatalogue.Shipped.All from script in SampleSlides.Scripts select (template.Name, script.Language));

    [Theory]
    [Trait("Requirement", "SLD-01")]
    [MemberData(nameof(All))]
    public void SLD_01_what_differs_from_the_bare_card_lies_in_the_text_box(string name, string language)
    {
        var deck = Only(SampleSlides.Deck(TemplateCatalogue.Shipped.Find(name)!, SlideShape.Square, language), 2);
        var box = deck.Look.LayoutOf(deck.Shape, SlideSurface.Card).TextBox;
        using var stage = new SlideStage(deck, SlideSurface.Card);
        var bare = stage.Ground(null, []).Ground.Canvas.Pixels.ToArray();

        using var image = Image.NewFromBuffer(Draw(deck));
        var drawn = image.WriteToMemory<byte>();

        var ink = 0;
        for (var at = 0; at < drawn.Length; at++)
        {
            if (Math.Abs(drawn[at] - bare[at]) > Noise)
            {
                var (x, y) = (at / 3 % image.Width, at / 3 / image.Width);
                ink++;
                Assert.InRange(x, box.Left - Smear, box.Right + Smear);
                Assert.InRange(y, box.Top - Smear, box.Bottom + Smear);
            }
        }

        Assert.InRange(ink, 10_000, 1_000_000);
    }

    /// <summary>Tile by tile on a slide that is drawn with all but its letters, so that a tile's mean is what its letters lie on.</summary>
    [Theory]
    [Trait("Requirement", "SLD-09")]
    [InlineData("evening", false)]
    [InlineData("evening", true)]
    [InlineData("paper", false)]
    [InlineData("paper", true)]
    public void SLD_09_text_and_accent_stand_out_from_the_worst_tile_of_a_restless_photo(string name, bool large)
    {
        using var restless = Restless();
        using var photo = DecodedPhoto.Load(restless.JpegsaveBuffer(q: 95), null, null, SlideShape.Portrait4x5);
        var deck = Only(SampleSlides.Deck(TemplateCatalogue.Shipped.Find(name)!, SlideShape.Portrait4x5, "ru", large, "@most_example"), 1);
        using var stage = new SlideStage(deck, SlideSurface.Photo);
        var ground = stage.Ground(0, [photo]).Ground;
        var fitted = stage.Fit(0).Text!;
        var place = stage.Place(0, fitted, ground);
        var unlettered = fitted with
        {
            Ink = fitted.Ink with
            {
                Ink = new Stamp(new byte[fitted.Ink.Width * fitted.Ink.Height * 4], fitted.Ink.Width, fitted.Ink.Height),
            },
        };

        using var image = Image.NewFromBuffer(stage.Paint(0, unlettered, place, ground).Bytes);

        var palette = stage.Layout.Palette;
        var pixels = image.WriteToMemory<byte>();
        var worst = Tiles(place.Ink).Min(tile => Contrast(pixels, image.Width, tile, palette.Weakest(accent: true)));
        Assert.InRange(worst, LegibleContrast.For(large), 21);
        Assert.True(worst < 3 * LegibleContrast.For(large), $"{worst:0.0}: the photo is darker than text asks for");
    }

    [Fact]
    [Trait("Requirement", "SLD-09")]
    [Trait("Requirement", "SLD-12")]
    public void SLD_09_a_handle_far_from_the_text_has_a_shade_of_its_own_that_ends_before_the_focus()
    {
        using var white = Pictures.Plain(1080, 1350, 255, 255, 255);
        using var photo = DecodedPhoto.Load(white.JpegsaveBuffer(), null, new FocusPoint(0.5, 0.8), SlideShape.Portrait4x5);
        var deck = Only(SampleSlides.Deck(TemplateCatalogue.Shipped.Default, SlideShape.Portrait4x5, "ru", handle: "@most_example"), 1);

        var drawn = Assert.IsType<SlideResult.Drawn>(Renderer.Render(deck, [photo], null, TestContext.Current.CancellationToken));

        using var image = Image.NewFromBuffer(drawn.Files[0].Bytes);
        var beside = image[560, 1285];
        Assert.Equal(255, image[540, 1080][0]);
        Assert.InRange(Colour.Contrast(1, Colour.LuminanceOf255(beside[0], beside[1], beside[2])), LegibleContrast.Plain, 21);
    }

    [Theory]
    [Trait("Requirement", "SLD-05")]
    [MemberData(nameof(All))]
    public void SLD_05_four_rows_at_least_lie_blank_between_two_lines(string name, string language)
    {
        var deck = SampleSlides.Deck(TemplateCatalogue.Shipped.Find(name)!, SlideShape.Square, language);
        foreach (var (number, surface) in new[] { (0, SlideSurface.Photo), (2, SlideSurface.Card) })
        {
            var fitted = new SlideStage(deck, surface).Fit(number).Text!;
            var ink = fitted.Ink.Ink;
            var (gaps, blank) = (0, 0);
            for (var y = 0; y < ink.Height; y++)
            {
                var isBlank = !Enumerable.Range(0, ink.Width).Any(x => ink.Rgba[(((y * ink.Width) + x) * 4) + 3] > 64);
                gaps += !isBlank && blank >= 4 ? 1 : 0;
                blank = isBlank ? blank + 1 : 0;
            }

            Assert.True(gaps >= fitted.Lines.Count - 1, $"{gaps} gaps between {fitted.Lines.Count} lines of slide {number}");
        }
    }

    /// <summary>Stops and figures come from another font than letters where that one lacks them; their line must not move for it.</summary>
    [Theory]
    [Trait("Requirement", "SLD-05")]
    [MemberData(nameof(All))]
    public void SLD_05_lines_lie_evenly_whatever_stops_and_figures_are_in_them(string name, string language)
    {
        var word = language switch
        {
            "hy" => "մեր",
            "ka" => "ერთ",
            "fa" => "پل",
            _ => "bir",
        };
        int Height(string last)
        {
            var deck = SampleSlides.Deck(TemplateCatalogue.Shipped.Find(name)!, SlideShape.Square, language);
            deck = deck with { Slides = [new SlideText(SlideKind.Point, $"{word}\n{last}", null)] };
            var text = new SlideStage(deck, SlideSurface.Card).Fit(0).Text!;
            Assert.Equal(2, text.Lines.Count);
            return text.Ink.Height;
        }

        Assert.InRange(Height($"{word}. «12»") - Height(word), -1, 1);
    }

    [Fact]
    public void A_handle_and_a_logo_are_drawn_in_their_places_and_nowhere_where_names_are_forbidden()
    {
        using var red = Pictures.Plain(400, 100, 228, 30, 30);
        var deck = Only(SampleSlides.Deck(TemplateCatalogue.Shipped.Default, SlideShape.Square, "ru", handle: "@most_example"), 2);
        deck = deck with { Look = deck.Look with { Logo = Logo.Of(red.PngsaveBuffer()) } };
        var box = deck.Look.LayoutOf(deck.Shape, SlideSurface.Card).LogoBox;

        using var branded = Image.NewFromBuffer(Draw(deck));
        using var plain = Image.NewFromBuffer(Draw(deck with { Brand = false }));
        using var unmarked = Image.NewFromBuffer(Draw(deck with { Look = SlideLook.Default }));

        var middle = (box.Top + box.Bottom) / 2;
        Assert.True(branded[box.Left + 20, middle] is [> 200, < 70, < 70]);
        Assert.True(branded[box.Right + 20, middle][0] < 60, "a logo stays in its box");
        Assert.Equal(unmarked.WriteToMemory<byte>(), plain.WriteToMemory<byte>());
        Assert.True(Differs(branded, plain, new Box(700, 990, 996, 1040)), "the handle stands at the end of the row of dots");
    }

    [Fact]
    public void A_handle_that_leaves_no_room_for_dots_is_told_with_its_width()
    {
        var deck = SampleSlides.Deck(TemplateCatalogue.Shipped.Default, SlideShape.Vertical9x16, "ru", handle: new string('W', 40));

        var problem = Assert.Single(
            Assert.IsType<SlideResult.Impossible>(Renderer.Render(Only(deck, 2), [], null, TestContext.Current.CancellationToken)).Problems
        );

        Assert.Equal(("handle_too_wide", "settings.handle"), (problem.Code, problem.Field));
    }

    [Fact]
    public void An_overlay_that_makes_a_card_illegible_is_told_and_not_drawn()
    {
        using var folder = new TemplateFolder()
            .Add("dawn", ("\"dotsTop\": 1008,", "\"dotsTop\": 1008, \"overlays\": { \"card\": \"a.svg\" },"))
            .Write(
                "dawn",
                "a.svg",
                """<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="1080"><rect y="500" width="1080" height="60" fill="#ccc"/></svg>"""
            );
        var deck = SampleSlides.Deck(folder.Open().Find("dawn")!, SlideShape.Square, "ru");

        var problem = Assert.Single(
            Assert.IsType<SlideResult.Impossible>(Renderer.Render(Only(deck, 2), [], null, TestContext.Current.CancellationToken)).Problems
        );

        Assert.Equal(("template_contrast", "settings.template"), (problem.Code, problem.Field));
    }

    private static SlideDeck Only(SlideDeck deck, int slide) => deck with { Slides = [deck.Slides[slide]] };

    private static byte[] Draw(SlideDeck deck) =>
        Assert.IsType<SlideResult.Drawn>(Renderer.Render(deck, [], null, TestContext.Current.CancellationToken)).Files[0].Bytes;

    /// <summary>Light and dark squares of 24 px, so that every tile under text is of another kind than its neighbour.</summary>
    private static Image Restless()
    {
        using var xy = Image.Xyz(1080, 1350);
        using var across = xy[0] / 24;
        using var down = xy[1] / 24;
        using var sum = across.Floor() + down.Floor();
        using var odd = sum % 3;
        using var grey = (odd * 90) + 70;
        using var bytes = grey.Cast(Enums.BandFormat.Uchar);
        using var bands = bytes.Bandjoin(bytes, bytes);
        return bands.Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static IEnumerable<Box> Tiles(Box place)
    {
        for (var top = place.Top; top + 32 <= place.Bottom; top += 32)
        {
            for (var left = place.Left; left + 32 <= place.Right; left += 32)
            {
                yield return new Box(left, top, left + 32, top + 32);
            }
        }
    }

    private static double Contrast(byte[] pixels, int width, Box tile, double ink)
    {
        var (red, green, blue) = (0.0, 0.0, 0.0);
        for (var y = tile.Top; y < tile.Bottom; y++)
        {
            for (var at = ((y * width) + tile.Left) * 3; at < ((y * width) + tile.Right) * 3; at += 3)
            {
                (red, green, blue) = (red + pixels[at], green + pixels[at + 1], blue + pixels[at + 2]);
            }
        }

        var count = tile.Width * tile.Height;
        return Colour.Contrast(ink, Colour.LuminanceOf255(red / count, green / count, blue / count));
    }

    private static bool Differs(Image one, Image other, Box place)
    {
        var (left, right) = (one.WriteToMemory<byte>(), other.WriteToMemory<byte>());
        return Enumerable
            .Range(place.Top, place.Height)
            .Any(y =>
                Enumerable.Range(((y * one.Width) + place.Left) * 3, place.Width * 3).Any(at => Math.Abs(left[at] - right[at]) > Noise)
            );
    }
}

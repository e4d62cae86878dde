using NetVips;
using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Channels.Templates;

namespace Publisher.Tests.Channels.Imaging;

/// <summary>What can be measured on the finished pixels.</summary>
public sealed class SlideLookTests
{
    /// <summary>What JPEG may do to a pixel that nobody drew on, beside one that somebody did.</summary>
    private const int Noise = 48;

    private static readonly SlideRenderer Renderer = new(Pictures.Library);

    public static TheoryData<string, string> Sentences =>
        new()
        {
            { "ru", "Автобус ходит 2 раза в день, в 7:30 и в 18:45, билет стоит 1 200 драм, т. е. дешевле такси в 5 раз." },
            { "hy", "Փոխադարձ անվստահությունը հաղթահարելու համար անհրաժեշտ են միջմշակութային և միջսերնդային հանդիպումներ։" },
            { "az", "Qarşılıqlı anlaşılmazlıqların aradan qaldırılması üçün mədəniyyətlərarası görüşlər vacibdir." },
            { "ka", "ურთიერთპატივისცემისა და თანამშრომლობისთვის კულტურათაშორისი და თაობათაშორისი შეხვედრებია საჭირო." },
            { "fa", "ساکنان دو روستا پس از ۳۰ سال برای نخستین بار دیدار کردند و تصمیم گرفتند پل را با هم تعمیر کنند." },
            { "en", "Jumping frogs, 5 buses & «quiet» neighbours 🌉 crossed the bridge together." },
        };

    [Theory]
    [Trait("Requirement", "SLD-01")]
    [MemberData(nameof(Sentences))]
    public void SLD_01_no_ink_lies_outside_the_text_box(string language, string text)
    {
        foreach (var (shape, large) in new[] { (SlideShape.Vertical9x16, false), (SlideShape.Square, true) })
        {
            var ink = Ink(Draw(shape, language, large, new SlideText(SlideKind.Point, text, null)), shape);
            var box = SlideLayout.For(shape).TextBox;

            Assert.True(ink.Left >= box.Left && ink.Right <= box.Right, $"{shape}: {ink}");
            Assert.True(ink.Top >= box.Top && ink.Bottom <= box.Bottom, $"{shape}: {ink}");
        }
    }

    [Theory]
    [InlineData("ru", "Мост чинили вдвоём")]
    [InlineData("fa", "پلی که با هم تعمیر کردند")]
    public void Text_begins_at_the_edge_its_language_begins_at(string language, string text)
    {
        var ink = Ink(Draw(SlideShape.Square, language, false, new SlideText(SlideKind.Point, text, null)), SlideShape.Square);

        var box = SlideLayout.For(SlideShape.Square).TextBox;
        Assert.InRange(language == "fa" ? box.Right - ink.Right : ink.Left - box.Left, 0, 12);
    }

    [Theory]
    [Trait("Requirement", "SLD-09")]
    [InlineData(false, 4.5)]
    [InlineData(true, 7.0)]
    public void SLD_09_text_stands_out_from_the_worst_tile_under_it(bool large, double contrast)
    {
        using var white = Pictures.Plain(1080, 1920, 255, 255, 255);
        using var photo = DecodedPhoto.Load(white.JpegsaveBuffer(), null, null, SlideShape.Vertical9x16);
        var slide = new SlideText(SlideKind.Point, "Жители двух посёлков встретились впервые за тридцать лет", 0);

        using var image = Image.NewFromBuffer(Draw(SlideShape.Vertical9x16, "ru", large, slide, photo).Bytes);

        var box = SlideLayout.For(SlideShape.Vertical9x16).TextBox;
        var pixels = image.WriteToMemory<byte>();
        for (var top = box.Bottom - 160; top + 32 <= box.Bottom; top += 32)
        {
            for (var left = box.Left; left + 32 <= box.Right; left += 32)
            {
                Assert.True(Colour.Contrast(1, Ground(pixels, image.Width, left, top)) >= contrast);
            }
        }
    }

    [Fact]
    [Trait("Requirement", "SLD-09")]
    public void SLD_09_a_dark_photo_is_not_darkened_more_than_a_quiet_ground_asks()
    {
        using var grey = Pictures.Plain(1080, 1920, 90, 90, 90);
        using var photo = DecodedPhoto.Load(grey.JpegsaveBuffer(), null, null, SlideShape.Vertical9x16);

        using var image = Image.NewFromBuffer(
            Draw(SlideShape.Vertical9x16, "ru", false, new SlideText(SlideKind.Point, "Мост", 0), photo).Bytes
        );

        Assert.InRange(image[1000, 1900][0], 48, 58);
        Assert.Equal(90, image[1000, 100][0]);
    }

    [Fact]
    public void Bold_words_take_the_accent_colour_and_emoji_keep_theirs()
    {
        Assert.True(Count("да **да** да", (red, green, blue) => red > 230 && green is > 180 and < 220 && blue < 120) > 100);
        Assert.True(Count("да ❤️", (red, green, blue) => red > 200 && green < 80 && blue < 90) > 100);
        Assert.Equal(0, Count("да да", (red, green, blue) => red > 200 && blue < 120));
    }

    [Fact]
    public void The_focus_of_a_photo_is_not_covered_by_text()
    {
        using var white = Pictures.Plain(1080, 1920, 255, 255, 255);
        using var photo = DecodedPhoto.Load(white.JpegsaveBuffer(), null, new FocusPoint(0.5, 0.6), SlideShape.Vertical9x16);

        using var image = Image.NewFromBuffer(
            Draw(SlideShape.Vertical9x16, "ru", false, new SlideText(SlideKind.Point, "Мост", 0), photo).Bytes
        );

        Assert.Equal(255, image[540, 1152][0]);
        Assert.True(image[540, 200][0] < 160, "the shade lies at the top, with the text");
    }

    [Fact]
    public void A_small_photo_is_enlarged_with_a_warning()
    {
        using var photo = DecodedPhoto.Load(Pictures.Jpeg(400, 300), null, null, SlideShape.Square);
        var deck = new SlideDeck(SlideShape.Square, "en", false, true, [new SlideText(SlideKind.Point, "Bridge", 0)]);

        var drawn = Assert.IsType<SlideResult.Drawn>(Renderer.Render(deck, [photo], null, CancellationToken.None));

        Assert.Equal("photo_small", Assert.Single(drawn.Warnings).Code);
    }

    private static RenderedFile Draw(SlideShape shape, string language, bool large, SlideText slide, params DecodedPhoto[] photos) =>
        Assert
            .IsType<SlideResult.Drawn>(
                Renderer.Render(new SlideDeck(shape, language, large, false, [slide]), photos, null, CancellationToken.None)
            )
            .Files[0];

    /// <summary>The box around every pixel that differs from the bare card.</summary>
    private static Box Ink(RenderedFile slide, SlideShape shape)
    {
        using var image = Image.NewFromBuffer(slide.Bytes);
        using var card = SlideGround.Card(SlideLook.Default.LayoutOf(shape, SlideSurface.Card));
        var (drawn, bare) = (image.WriteToMemory<byte>(), card.Canvas.Pixels.ToArray());
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, 0, 0);
        for (var at = 0; at < drawn.Length; at++)
        {
            if (Math.Abs(drawn[at] - bare[at]) > Noise)
            {
                var (x, y) = (at / 3 % slide.Width, at / 3 / slide.Width);
                (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
            }
        }

        return new Box(left, top, right, bottom);
    }

    /// <summary>Luminance of the ground in a tile: the middle one of all pixels that are no letters.</summary>
    private static double Ground(byte[] pixels, int width, int left, int top)
    {
        var ground = new List<double>();
        for (var y = top; y < top + 32; y++)
        {
            for (var x = left; x < left + 32; x++)
            {
                var at = ((y * width) + x) * 3;
                var luminance = Colour.LuminanceOf255(pixels[at], pixels[at + 1], pixels[at + 2]);
                if (luminance < 0.3)
                {
                    ground.Add(luminance);
                }
            }
        }

        ground.Sort();
        return ground[ground.Count / 2];
    }

    private static int Count(string text, Func<byte, byte, byte, bool> matches)
    {
        using var image = Image.NewFromBuffer(Draw(SlideShape.Square, "ru", false, new SlideText(SlideKind.Point, text, null)).Bytes);
        var pixels = image.WriteToMemory<byte>();
        return Enumerable.Range(0, pixels.Length / 3).Count(at => matches(pixels[at * 3], pixels[(at * 3) + 1], pixels[(at * 3) + 2]));
    }
}

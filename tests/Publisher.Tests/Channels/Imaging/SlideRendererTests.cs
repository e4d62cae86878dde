using NetVips;
using Publisher.Channels;
using Publisher.Channels.Imaging;

namespace Publisher.Tests.Channels.Imaging;

public sealed class SlideRendererTests
{
    private static readonly SlideRenderer Renderer = new(Pictures.Library);

    [Theory]
    [Trait("Requirement", "SLD-01")]
    [InlineData(SlideShape.Vertical9x16, 1080, 1920)]
    [InlineData(SlideShape.Portrait4x5, 1080, 1350)]
    [InlineData(SlideShape.Square, 1080, 1080)]
    public void SLD_01_a_slide_has_the_size_of_its_shape(SlideShape shape, int width, int height)
    {
        var slide = Draw("ru", SlideKind.Point, "Мост чинили вдвоём", shape);

        Assert.Equal((width, height), (slide.Width, slide.Height));
        using var image = Image.NewFromBuffer(slide.Bytes);
        Assert.Equal((width, height), (image.Width, image.Height));
        Assert.Null(JpegWalk.Excess(slide.Bytes));
    }

    [Fact]
    public void The_same_deck_gives_the_same_bytes()
    {
        using var photo = DecodedPhoto.Load(Pictures.Jpeg(1600, 1200), null, null, SlideShape.Vertical9x16);
        var deck = Deck("ka", new SlideText(SlideKind.Point, "ეს **პროპაგანდა** არ არის 🌉", 0));

        var first = Assert.IsType<SlideResult.Drawn>(Renderer.Render(deck, [photo], null, CancellationToken.None));
        var second = Assert.IsType<SlideResult.Drawn>(Renderer.Render(deck, [photo], null, CancellationToken.None));

        Assert.Equal(first.Files[0].Sha256, second.Files[0].Sha256);
    }

    [Theory]
    [InlineData("\U00013000", "(U+13000 EGYPTIAN HIEROGLYPH A001)")]
    [InlineData("\u16A0", "“ᚠ” (U+16A0 RUNIC LETTER FEHU FEOH FE F)")]
    [InlineData("\uE000", "(U+E000 <private use area-E000>)")]
    public void A_character_that_no_font_has_is_refused_by_name_and_code_point(string character, string told)
    {
        var problem = Assert.Single(Impossible("ru", SlideKind.Point, $"Знак {character} здесь"));

        Assert.Equal(("no_glyph", "slides[0]"), (problem.Code, problem.Field));
        Assert.Contains(told, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "SLD-04")]
    public void SLD_04_a_word_that_is_too_wide_even_when_small_is_refused_with_its_width()
    {
        var problem = Assert.Single(
            Impossible("ru", SlideKind.Point, "Рентгеноэлектрокардиографического превысокомногорассмотрительствующего")
        );

        Assert.Equal("word_too_wide", problem.Code);
        Assert.Contains("768 px", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(4, 200)]
    public void Words_longer_than_any_picture_are_told_and_so_are_words_without_end(int letters, int words)
    {
        var text = string.Join(' ', Enumerable.Repeat(new string('Щ', letters), words));

        var problem = Assert.Single(Impossible("ru", SlideKind.Hook, text));

        Assert.Equal(words == 1 ? "word_too_wide" : "slide_too_long", problem.Code);
    }

    [Fact]
    public void A_text_of_too_many_lines_is_refused_rather_than_made_small()
    {
        var problem = Assert.Single(Impossible("ru", SlideKind.Point, string.Join(' ', Enumerable.Repeat("посёлков", 40))));

        Assert.Equal("slide_too_long", problem.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("** **")]
    [InlineData("\u200B \u200D")]
    public void A_slide_without_text_is_refused(string text)
    {
        Assert.Equal("empty_slide", Assert.Single(Impossible("ru", SlideKind.Point, text)).Code);
    }

    [Fact]
    public void Invisible_words_among_others_do_no_harm()
    {
        Draw("ru", SlideKind.Point, "Мост \u200B чинили \u2060 вдвоём");
    }

    [Fact]
    public void All_problems_of_a_deck_are_told_at_once()
    {
        var deck = Deck("ru", new SlideText(SlideKind.Hook, "", null), new SlideText(SlideKind.Point, "\U00013000 и \U00013001", null));

        var problems = Assert.IsType<SlideResult.Impossible>(Renderer.Render(deck, [], null, CancellationToken.None)).Problems;

        Assert.Equal(["empty_slide", "no_glyph", "no_glyph"], problems.Select(problem => problem.Code));
    }

    [Fact]
    [Trait("Requirement", "SLD-02")]
    public void SLD_02_a_point_is_set_in_56_px_and_in_64_for_readers_of_50_and_older()
    {
        Assert.Equal([56, 64, 60], [Size("ru", large: false), Size("ru", large: true), Size("ka", large: false)]);
    }

    [Fact]
    [Trait("Requirement", "SLD-04")]
    public void SLD_04_a_wide_word_makes_the_type_smaller_and_length_does_not()
    {
        Assert.Equal(56, Size("ka", large: false, "ურთიერთპატივისცემისა და თანამშრომლობისთვის"));
    }

    [Fact]
    public void Progress_is_told_and_a_cancelled_drawing_stops()
    {
        var seen = new List<int>();
        var deck = Deck("ru", new SlideText(SlideKind.Hook, "Мост", null), new SlideText(SlideKind.Closing, "Мост", null));

        Renderer.Render(deck, [], new Told(seen.Add), CancellationToken.None);

        Assert.Equal([50, 100], seen);
        Assert.Throws<OperationCanceledException>(() => Renderer.Render(deck, [], null, new CancellationToken(canceled: true)));
    }

    private static int Size(string language, bool large, string text = "Мост чинили вдвоём")
    {
        var layout = SlideLayout.For(SlideShape.Vertical9x16);
        var deck = new SlideDeck(SlideShape.Vertical9x16, language, large, false, [new SlideText(SlideKind.Point, text, 0)]);
        return new TextFitter(layout, new TypeSetter(language, layout), deck).Fit(deck.Slides[0], 0).Text!.Face.Size;
    }

    private sealed class Told(Action<int> told) : IProgress<int>
    {
        void IProgress<int>.Report(int value) => told(value);
    }

    [Fact]
    public void Signs_that_mean_something_to_the_type_setter_are_drawn_as_they_are()
    {
        Draw("en", SlideKind.Point, "A & B <b>x</b> ** & \"quotes\"");
    }

    private static RenderedFile Draw(string language, SlideKind kind, string text, SlideShape shape = SlideShape.Vertical9x16) =>
        Assert.Single(
            Assert
                .IsType<SlideResult.Drawn>(
                    Renderer.Render(
                        new SlideDeck(shape, language, false, true, [new SlideText(kind, text, null)]),
                        [],
                        null,
                        CancellationToken.None
                    )
                )
                .Files
        );

    private static IReadOnlyList<Problem> Impossible(string language, SlideKind kind, string text) =>
        Assert
            .IsType<SlideResult.Impossible>(
                Renderer.Render(Deck(language, new SlideText(kind, text, null)), [], null, CancellationToken.None)
            )
            .Problems;

    private static SlideDeck Deck(string language, params IReadOnlyList<SlideText> slides) =>
        new(SlideShape.Vertical9x16, language, LargeType: false, Brand: false, slides);
}

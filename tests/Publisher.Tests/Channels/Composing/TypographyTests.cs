using Publisher.Channels;
using Publisher.Channels.Composing;
using Publisher.Channels.Text;
using Publisher.Tests.Channels.Typography;

namespace Publisher.Tests.Channels.Composing;

/// <summary>What people approve is the text as it is set.</summary>
public sealed class TypographyTests
{
    [Fact]
    [Trait("Requirement", "SLD-36")]
    public async Task SLD_36_a_variant_carries_the_set_text_and_says_how_much_was_changed()
    {
        var typed = Composing.WithPhotos(Composing.Piece("\"Мост\"...", "Мост - это 12-14 метров", "И \"мир\": `\"код\"`"), 1);
        var alt = new ContentMedia("m_1", new Dictionary<string, string> { ["ru"] = "Мост - \"старый\"" });

        var ready = await Composing.ReadyAsync(typed with { Media = [alt] }, SampleNetworks.Mastodon);

        var part = Assert.Single(ready.Variant.Parts);
        Assert.StartsWith("«Мост»…\n\nМост — это 12–14 метров", part.Text, StringComparison.Ordinal);
        Assert.Equal("Мост — «старый»", part.Files[0].Alt);
        Assert.Contains("10 changes by the rules of ru", Assert.Single(ready.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "SLD-35")]
    public async Task SLD_35_plain_text_gets_ordinary_spaces_and_a_website_no_break_ones()
    {
        var piece = Composing.Piece("Прошло\u00A030 лет", summary: null, body: "Встретились\u00A0впервые за 30 лет — `да — нет`.");

        var plain = await Composing.ReadyAsync(piece, SampleNetworks.Mastodon);
        var telegram = await Composing.ReadyAsync(piece, SampleNetworks.Telegram);
        var site = await Composing.ReadyAsync(piece, SampleNetworks.WordPress);

        Assert.DoesNotContain(
            plain.Variant.Parts.Concat(telegram.Variant.Parts),
            part => part.Text.AsSpan().IndexOfAny('\u00A0', '\u2060') >= 0
        );
        Assert.Contains("за 30\u00A0лет\u00A0— <code>да — нет</code>", site.Variant.Parts[0].Text, StringComparison.Ordinal);
        Assert.Equal("Прошло 30 лет", site.Variant.Parts[0].Title);
    }

    [Fact]
    [Trait("Requirement", "LNG-02")]
    public async Task LNG_02_two_armenian_pauses_typed_as_grave_accents_are_no_code()
    {
        var piece = Composing.Piece("Կամուրջ", null, "Պարզ է` այո, ոչ` ոչ, `կոդ`:", "hy");

        var ready = await Composing.ReadyAsync(piece, SampleNetworks.Telegram, Composing.Channel(SampleNetworks.Telegram, "hy"));

        Assert.Contains("Պարզ է՝ այո, ոչ՝ ոչ, <code>կոդ</code>", ready.Variant.Parts[0].Text, StringComparison.Ordinal);
        Assert.Contains(ready.Warnings, warning => warning.Code == "typography");
    }

    [Theory]
    [Trait("Requirement", "SLD-22")]
    [Trait("Requirement", "SLD-25")]
    [InlineData("ru")]
    [InlineData("hy")]
    [InlineData("az")]
    [InlineData("ka")]
    public async Task SLD_22_thirteen_sentences_are_slides_of_whole_sentences_the_same_with_or_without_invisible_characters(string language)
    {
        var sentences = Sentence.All.Where(sentence => sentence.Language == language).ToList();
        var title = sentences[0].Raw;
        var body = string.Join(' ', sentences[1..14].Select(sentence => sentence.Raw));

        var slides = await SlidesAsync(title, body, language);
        var again = await SlidesAsync(Strewn(title), Strewn(body), language);

        var shown = slides.Variant.Parts[0].Files.Select(file => file.Alt).ToList();
        Assert.InRange(shown.Count, 5, 10);
        Assert.Equal(sentences[0].Slides, shown.Take(1));
        Assert.All(CutsIn(shown.Skip(1), sentences[1..14]), cut => Assert.True(cut));
        Assert.Equal(slides.Variant.Parts[0].Files, again.Variant.Parts[0].Files);
        Assert.DoesNotContain(slides.Warnings, warning => warning.Code == "invisible_characters");
        Assert.Contains(again.Warnings, warning => warning.Code == "invisible_characters");
    }

    /// <summary>For every slide whether it ends where a sentence does, or where the table cuts one.</summary>
    private static IEnumerable<bool> CutsIn(IEnumerable<string> slides, List<Sentence> sentences)
    {
        var text = string.Join(' ', sentences.SelectMany(sentence => sentence.Slides));
        var pieces = sentences.SelectMany(sentence => sentence.Slides);
        var ends = pieces.Aggregate(new List<int> { -1 }, (ends, piece) => [.. ends, ends[^1] + 1 + piece.Length]);
        ends.AddRange(Sentences.EndsOf(text, sentences[0].Language));
        var end = -1;
        foreach (var slide in slides)
        {
            Assert.StartsWith(slide, text[(end + 1)..], StringComparison.Ordinal);
            end += 1 + slide.Length;
            yield return ends.Contains(end);
        }
    }

    private static Task<Composition.Ready> SlidesAsync(string title, string body, string language) =>
        Composing.ReadyAsync(
            Composing.Piece(title, null, body, language),
            SampleNetworks.TikTok,
            Composing.Channel(SampleNetworks.TikTok, language)
        );

    private static string Strewn(string text) => string.Concat(text.Select((letter, at) => at % 3 == 2 ? letter + "\u200B" : $"{letter}"));
}

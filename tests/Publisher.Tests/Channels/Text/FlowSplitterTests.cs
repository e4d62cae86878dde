using CsCheck;
using Publisher.Channels;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed class FlowSplitterTests
{
    [Fact]
    public void It_splits_between_paragraphs_before_sentences()
    {
        var parts = Split("Первый абзац стоит тут. Ещё фраза.\n\nВторой абзац. И ещё.", 45);

        Assert.Equal(["Первый абзац стоит тут. Ещё фраза.", "Второй абзац. И ещё."], parts);
    }

    [Fact]
    public void It_splits_between_sentences_before_words()
    {
        var parts = Split("Сначала молчали. Потом кто-то поставил чайник. Через час говорили все.", 50);

        Assert.Equal(["Сначала молчали. Потом кто-то поставил чайник.", "Через час говорили все."], parts);
    }

    [Fact]
    public void Tags_are_closed_and_opened_again()
    {
        var flow = FlowWriter.Write(MarkdownText.Parse("**Первая фраза. Вторая фраза.**"));

        var parts = FlowSplitter.Split(flow, new TextMeasure(CountUnit.CodePoints, 16), "ru");

        Assert.Equal(["<b>Первая фраза.</b>", "<b>Вторая фраза.</b>"], parts.Select(TelegramHtml.Render));
    }

    [Fact]
    public void An_address_is_never_torn()
    {
        var parts = Split("Читайте https://most.example/ochen/dlinnyj/put тут", 30);

        Assert.Contains("https://most.example/ochen/dlinnyj/put".Length > 30 ? "https://most.example/ochen/dli" : "", parts[1]);
    }

    [Fact]
    public void Nothing_is_lost_and_no_part_exceeds_the_limit() =>
        Gen.Select(RandomMarkdown.Gen, Gen.Int[1, 120])
            .Sample(
                (markdown, limit) =>
                {
                    var flow = FlowWriter.Write(MarkdownText.Parse(markdown));
                    var measure = new TextMeasure(CountUnit.Graphemes, limit);

                    var parts = FlowSplitter.Split(flow, measure, "ru");

                    Assert.Equal(WithoutBlanks(flow.Visible), WithoutBlanks(string.Concat(parts.Select(part => part.Visible))));
                    Assert.All(parts, part => Assert.True(measure.Fits(part.Visible)));
                    Assert.All(parts, part => TelegramReader.Read(TelegramHtml.Render(part)));
                },
                iter: 2_000
            );

    private static string WithoutBlanks(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static IEnumerable<string> Texts(IReadOnlyList<TextFlow> parts) => parts.Select(part => part.Visible);

    private static List<string> Split(string text, int limit) =>
        [.. Texts(FlowSplitter.Split(TextFlow.Of(text), new TextMeasure(CountUnit.CodePoints, limit), "ru"))];
}

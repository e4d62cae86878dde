using CsCheck;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed class PlainTextTests
{
    [Fact]
    public void English_keeps_the_words_of_links_that_are_not_http() =>
        Assert.Equal("Two villages argued mend one bridge.\n\nRead more or write.", Plain(MarkdownSamples.English));

    [Fact]
    public void A_link_is_followed_by_its_address_unless_it_is_the_address()
    {
        Assert.Equal("мост (https://most.example/a)", Plain("[мост](https://most.example/a)"));
        Assert.Equal("https://most.example/a", Plain("https://most.example/a"));
        Assert.Equal("most.example", Plain("[most.example](https://most.example/)"));
        Assert.Equal("мост и мир (https://most.example/a).", Plain("[мост **и** мир](https://most.example/a)."));
    }

    [Fact]
    public void Georgian_quotes_and_Azerbaijani_lists_read_well()
    {
        Assert.Equal("ორი სოფლის მცხოვრებლები შეხვდნენ.\n\n„ნუ გეშინიათ“, – თქვა მან.", Plain(MarkdownSamples.Georgian));
        Assert.EndsWith("\n\n• daş\n• taxta", Plain(MarkdownSamples.Azerbaijani), StringComparison.Ordinal);
    }

    [Fact]
    public void Footnotes_and_tables_are_lines_and_a_picture_is_its_words_with_the_address() =>
        Assert.Equal(
            "Мост[1].\n\n• Что: камни; Сколько: 40\n\nЗакат (https://most.example/a.jpg)\n\n[1] О мосте.",
            Plain("Мост[^1].\n\n| Что | Сколько |\n|---|---|\n| камни | 40 |\n\n![Закат](https://most.example/a.jpg)\n\n[^1]: О мосте.")
        );

    [Fact]
    [Trait("Requirement", "SEC-10")]
    public void Whatever_the_text_every_letter_is_there_in_its_order() =>
        RandomMarkdown.Gen.Sample(
            markdown =>
            {
                var text = MarkdownText.Parse(markdown);

                AssertStandsIn(FlowWriter.Write(text).Visible, PlainText.Render(text));
                AssertStandsIn(FlowWriter.Write(text).Visible, EmailText.Plain("Мост", text));
            },
            iter: Depth.Cases
        );

    [Fact]
    [Trait("Requirement", "SEC-10")]
    public void For_VK_no_words_become_the_link_to_a_person()
    {
        Assert.Equal("Так пишут: [id1 |Имя] и [club2 |имя].", VkText.Render(MarkdownText.Parse(@"Так пишут: \[id1|Имя] и \[club2|имя].")));
        RandomMarkdown.Gen.Sample(
            markdown =>
            {
                var text = MarkdownText.Parse(markdown);

                var written = VkText.Render(text);

                Assert.DoesNotMatch(@"\[\w+\|", written);
                Assert.Equal(WithoutBlanks(PlainText.Render(text)), WithoutBlanks(written));
            },
            iter: Depth.Cases
        );
    }

    private static string WithoutBlanks(string text) => string.Concat(text.Where(letter => letter != ' '));

    private static void AssertStandsIn(string letters, string text)
    {
        var at = 0;
        foreach (var letter in letters.Where(char.IsLetterOrDigit))
        {
            at = text.IndexOf(letter, at) + 1;
            Assert.True(at > 0, $"«{letter}» of «{letters}» is missing in «{text}».");
        }
    }

    private static string Plain(string markdown) => PlainText.Render(MarkdownText.Parse(markdown));
}

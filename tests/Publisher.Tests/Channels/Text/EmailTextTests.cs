using System.Text.RegularExpressions;
using CsCheck;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed partial class EmailTextTests
{
    [Fact]
    public void The_document_says_its_language_and_direction()
    {
        Assert.Contains("<html lang=\"fa\" dir=\"rtl\">", EmailText.Html("پل", MarkdownText.Parse("پلی که"), "fa"));
        Assert.Contains("<title>A &lt; B</title>", EmailText.Html("A < B", MarkdownText.Parse("One."), "en"));
    }

    [Fact]
    [Trait("Requirement", "PRV-10")]
    public void A_picture_on_a_strangers_host_is_a_link_so_that_the_host_learns_of_no_reader()
    {
        var html = EmailText.Html(
            "Мост",
            MarkdownText.Parse("> ![Закат](https://most.example/a.jpg)\n\n![](https://most.example/b.jpg)"),
            "ru"
        );

        Assert.DoesNotContain("<img", html);
        Assert.Contains("<p><a href=\"https://most.example/a.jpg\">Закат</a></p>", html);
        Assert.Contains(">https://most.example/b.jpg</a>", html);
    }

    [Fact]
    public void Quotes_are_marked_and_footnotes_stand_at_the_end_of_the_plain_body() =>
        Assert.Equal(
            "Мост\n\n> Не бойтесь.\n> \n> Приходите[1].\n\n• чай\n• хлеб\n\n[1] В субботу.\n",
            EmailText.Plain("Мост", MarkdownText.Parse("> Не бойтесь.\n>\n> Приходите[^1].\n\n- чай\n- хлеб\n\n[^1]: В субботу."))
        );

    [Fact]
    [Trait("Requirement", "SEC-10")]
    public void Whatever_the_text_it_reads_back_as_it_was_and_loads_nothing() =>
        RandomMarkdown.Gen.Sample(
            markdown =>
            {
                var text = MarkdownText.Parse(markdown);

                var html = EmailText.Html("Мост", text, "ru");

                Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
                var body = Body().Match(html).Groups[1].Value;
                var written = HtmlReader.Read(body);
                Assert.All(
                    TreeText.Of(text.Blocks).Where(char.IsLetter).GroupBy(letter => letter),
                    letters => Assert.InRange(written.Count(letter => letter == letters.Key), letters.Count(), int.MaxValue)
                );
            },
            iter: Depth.Cases
        );

    [Fact]
    [Trait("Requirement", "SEC-10")]
    public void For_Ghost_tables_keep_their_card_and_the_rest_reads_back_as_it_was()
    {
        var html = GhostHtml.Render(MarkdownText.Parse("Мост[^1].\n\n| a | b |\n|---|---|\n| c | --> |\n\n[^1]: О мосте."), "ru");

        Assert.Equal(
            """
            <p lang="ru">Мост<sup>[1]</sup>.</p>
            <!--kg-card-begin: html--><table lang="ru"><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td>--&gt;</td></tr></tbody></table><!--kg-card-end: html-->
            <p lang="ru">[1] О мосте.</p>
            """,
            html
        );
        RandomMarkdown.Gen.Sample(
            markdown =>
            {
                var text = MarkdownText.Parse(markdown);

                var read = HtmlReader.Read(Card().Replace(GhostHtml.Render(text, "ru"), ""));

                Assert.Equal(Flat(TreeText.Of(NoteRows.Spread(text.Blocks))), Flat(read));
            },
            iter: Depth.Cases
        );
    }

    private static string Flat(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    [GeneratedRegex("<h1>Мост</h1>\n(.*)</body>", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex("<!--kg-card-(begin|end): html-->")]
    private static partial Regex Card();
}

using CsCheck;
using Publisher.Posts.Webhooks;

namespace Publisher.Tests.Posts.Webhooks;

public sealed class ForeignHtmlTests
{
    [Theory]
    [InlineData("<p>One</p><p>Two &amp; three</p>", "One\n\nTwo \\& three")]
    [InlineData("<h1>Head</h1><p>Text</p><h3>Sub</h3>", "## Head\n\nText\n\n### Sub")]
    [InlineData("<ul><li>One</li><li><p>Two</p></li></ul>", "- One\n\n- Two")]
    [InlineData("<p>Read <a href=\"https://tracker.example/?id=7\">this</a> <b>now</b></p>", "Read this now")]
    [InlineData("<p>A<br>B</p>", "A B")]
    [InlineData("<p>Խաղաղություն և հաց</p>", "Խաղաղություն և հաց")]
    [InlineData("plain words", "plain words")]
    [InlineData("", "")]
    public void Words_paragraphs_headings_and_items_stay(string html, string markdown)
    {
        Assert.Equal(markdown, ForeignHtml.ToMarkdown(html));
    }

    [Theory]
    [InlineData("<p>a</p><script>alert('<p>x</p>')</script><p>b</p>", "a\n\nb")]
    [InlineData("<style>p{}</style><p>a</p><iframe src='x'>y</iframe>", "a")]
    [InlineData("<p title=\"1 > 0\" onclick='x'>a</p><!-- <p>hidden</p> -->", "a")]
    [InlineData("<p>a</p><script>never closed", "a")]
    [InlineData("<p>a</p><img src=x onerror=alert(1)", "a")]
    [InlineData("1 < 2 and <3", "1 \\< 2 and \\<3")]
    public void Scripts_styles_comments_and_attributes_go(string html, string markdown)
    {
        Assert.Equal(markdown, ForeignHtml.ToMarkdown(html));
    }

    [Theory]
    [InlineData("&lt;script&gt;x&lt;/script&gt;", "\\<script\\>x\\</script\\>")]
    [InlineData("*bold* [link](javascript:x) `code`", "\\*bold\\* \\[link\\](javascript:x) \\`code\\`")]
    [InlineData("# no head", "\\# no head")]
    [InlineData("1. no list", "1\\. no list")]
    [InlineData("snake_case and _word_", "snake_case and \\_word\\_")]
    [InlineData("a&#0;b", "ab")]
    public void What_would_be_read_as_Markdown_or_HTML_is_escaped(string html, string markdown)
    {
        Assert.Equal(markdown, ForeignHtml.ToMarkdown(html));
    }

    [Fact]
    public void Nothing_that_is_sent_leaves_a_bare_tag_behind()
    {
        Gen.OneOf(
                "<",
                ">",
                "<p>",
                "</p>",
                "<script>",
                "</script>",
                "<!--",
                "-->",
                "\"",
                "'",
                "a",
                " ",
                "&lt;",
                "&gt;",
                "<img src=",
                "/",
                "="
            )
            .Array[0, 30]
            .Select(string.Concat)
            .Sample(html =>
            {
                var markdown = ForeignHtml.ToMarkdown(html);

                for (var index = 0; index < markdown.Length; index++)
                {
                    Assert.True(markdown[index] is not '<' || (index > 0 && markdown[index - 1] is '\\'), markdown);
                }
            });
    }

    [Fact]
    public void A_million_letters_of_broken_HTML_take_no_time()
    {
        var start = TimeProvider.System.GetTimestamp();

        ForeignHtml.ToMarkdown(string.Concat(Enumerable.Repeat("<p \"<!-<scrip</", 70_000)));
        ForeignHtml.ToMarkdown(string.Concat(Enumerable.Repeat("<", 1_000_000)));

        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
    }
}

using Publisher.Sandbox.Demo;

namespace Publisher.Tests.Sandbox.Demo;

public sealed class SafeMarkupTests
{
    [Theory]
    [InlineData("<b>Чай</b>\nмост", "<b>Чай</b><br>мост")]
    [InlineData("<p>a &amp; b</p>", "<p>a &amp; b</p>")]
    [InlineData("<p>x</p><img src=\"http://a/b\" onerror=\"c()\" />", "<p>x</p>")]
    [InlineData("<a href=\"https://example.org/x\">y</a>", "<a href=\"https://example.org/x\">y</a>")]
    [InlineData("<b>x</b> https://example.org/#y", "<b>x</b> <a href=\"https://example.org/#y\">https://example.org/#y</a>")]
    [InlineData("<div lang=\"ru\"><p lang=\"ru\">x</p></div>", "<div><p>x</p></div>")]
    public void Html_is_shown_with_its_plain_tags(string html, string expected) => Assert.Equal(expected, SafeMarkup.Show(html));

    [Theory]
    [InlineData("<script>x()</script>")]
    [InlineData("<a href=\"javascript:x()\">y</a>")]
    [InlineData("<p onclick=\"x()\">y</p>")]
    [InlineData("""[{"tag":"script","children":["x()"]}]""")]
    [InlineData("""[{"tag":"p","children":["<script>"]}]""")]
    public void Nothing_that_could_run_gets_through(string markup)
    {
        var shown = SafeMarkup.Show(markup);

        Assert.DoesNotContain("<script", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<p on", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<a href=\"javascript", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_telegraph_page_is_shown_by_its_nodes()
    {
        const string Nodes = """[{"tag":"h3","children":["Пчёлы"]},{"tag":"p","children":["a ",{"tag":"b","children":["b"]}]}]""";

        var shown = SafeMarkup.Show(Nodes);

        Assert.Equal("<h3>Пчёлы</h3><p>a <b>b</b></p>", shown);
    }

    [Fact]
    public void Links_and_hashtags_of_plain_text_can_be_told_apart()
    {
        var shown = SafeMarkup.Show("Чай https://example.org/a #мир");

        Assert.Equal("Чай <a href=\"https://example.org/a\">https://example.org/a</a> <span class=\"tag\">#мир</span>", shown);
    }
}

using System.Text.RegularExpressions;
using CsCheck;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed partial class HtmlTextTests
{
    [Fact]
    public void Russian_comes_out_as_an_article()
    {
        Assert.Equal(
            """
            <h2 lang="ru">Мост, который чинили вдвоём</h2>
            <p lang="ru">Жители двух посёлков <strong>встретились</strong> впервые за <em>30 лет</em> и решили: <a href="https://most.example/plan?a=1&amp;b=2">мост</a> будут чинить вместе.</p>
            <ul lang="ru"><li>Камни привезли с <em>обоих</em> берегов</li><li>Доски распилил столяр<ol><li>сосна</li><li>дуб</li></ol></li></ul>
            <blockquote lang="ru"><p>Мы не просим любить соседей, мы просим не бояться.</p></blockquote>
            <table lang="ru"><thead><tr><th>Что</th><th>Сколько</th></tr></thead><tbody><tr><td>камни</td><td>40</td></tr><tr><td>доски</td><td>12</td></tr></tbody></table>
            <figure lang="ru"><img src="https://most.example/a.jpg" alt="Мост на закате" loading="lazy"></figure>
            <hr>
            <pre lang="ru"><code>if (a &lt; b) { }</code></pre>
            <p lang="ru">Так было. &lt;b&gt;Это не разметка&lt;/b&gt; &amp; не сущность.</p>
            """,
            HtmlText.Render(MarkdownText.Parse(MarkdownSamples.Russian), "ru")
        );
    }

    [Fact]
    public void A_script_that_runs_right_to_left_says_so() =>
        Assert.Equal("<p lang=\"fa\" dir=\"rtl\">پلی که</p>", HtmlText.Render(MarkdownText.Parse("پلی که"), "fa"));

    [Fact]
    [Trait("Requirement", "SEC-10")]
    public void Whatever_the_text_every_tag_is_one_of_ours_and_every_address_is_http() =>
        RandomMarkdown.Gen.Sample(
            markdown =>
            {
                var html = HtmlText.Render(MarkdownText.Parse(markdown), "ru");

                var rest = Allowed().Replace(html, "");
                Assert.DoesNotContain('<', rest);
                Assert.DoesNotContain('>', rest);
            },
            iter: 2_000
        );

    [GeneratedRegex(
        """</?(p|h[2-6]|ul|ol|li|blockquote|pre|code|strong|em|s|a|table|thead|tbody|tr|th|td|figure)( start="\d+")?( lang="ru")?>|<a href="https?://[^"<>\s]+">|<img src="https?://[^"<>\s]+" alt="[^"<>]*" loading="lazy">|<hr>|<br>"""
    )]
    private static partial Regex Allowed();
}

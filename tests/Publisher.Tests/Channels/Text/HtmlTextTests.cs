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
    public void Footnotes_are_numbered_by_their_first_mark_gathered_at_the_end_and_lead_back()
    {
        var html = HtmlText.Render(
            MarkdownText.Parse("Мост[^b] и мир[^a], мост[^b].\n\n[^a]: О мире.\n[^b]: О *мосте*.\n[^c]: Лишняя."),
            "ru"
        );

        var name = Name().Match(html).Groups[1].Value;
        Assert.Equal(
            $"""
            <p lang="ru">Мост<sup id="mark-{name}-1"><a href="#note-{name}-1">[1]</a></sup> и мир<sup id="mark-{name}-2"><a href="#note-{name}-2">[2]</a></sup>, мост<sup><a href="#note-{name}-1">[1]</a></sup>.</p>
            <ol lang="ru"><li id="note-{name}-1">О <em>мосте</em>. <a href="#mark-{name}-1">↩</a></li><li id="note-{name}-2">О мире. <a href="#mark-{name}-2">↩</a></li></ol>
            """,
            html
        );
    }

    [Fact]
    public void Two_texts_on_one_page_have_notes_of_different_names()
    {
        var (one, other) = ("Мост[^1].\n\n[^1]: О мосте.", "Мир[^1].\n\n[^1]: О мире.");

        HtmlReader.Read(HtmlText.Render(MarkdownText.Parse(one), "ru") + HtmlText.Render(MarkdownText.Parse(other), "ru"));
    }

    [Fact]
    [Trait("Requirement", "SEC-10")]
    public void Whatever_the_text_only_our_tags_are_written_and_it_reads_back_as_it_was() =>
        RandomMarkdown.Gen.Sample(
            markdown =>
            {
                var text = MarkdownText.Parse(markdown);

                Assert.Equal(Flat(TreeText.Of(text.Blocks)), Flat(HtmlReader.Read(HtmlText.Render(text, "ru"))));
            },
            iter: Depth.Cases
        );

    /// <summary>Line breaks between blocks are no letters.</summary>
    private static string Flat(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    [GeneratedRegex("note-([0-9a-f]{6})-1")]
    private static partial Regex Name();
}

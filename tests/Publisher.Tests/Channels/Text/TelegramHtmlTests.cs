using CsCheck;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

public sealed class TelegramHtmlTests
{
    [Fact]
    public void Russian_keeps_every_construct_in_the_allowed_tags()
    {
        var html = Render(MarkdownSamples.Russian);

        Assert.Equal(
            """
            <b>Мост, который чинили вдвоём</b>

            Жители двух посёлков <b>встретились</b> впервые за <i>30 лет</i> и решили: <a href="https://most.example/plan?a=1&amp;b=2">мост</a> будут чинить вместе.

            • Камни привезли с <i>обоих</i> берегов
            • Доски распилил столяр
              1. сосна
              2. дуб

            <blockquote>Мы не просим любить соседей, мы просим не бояться.</blockquote>

            • Что: камни; Сколько: 40
            • Что: доски; Сколько: 12

            <a href="https://most.example/a.jpg">Мост на закате</a>

            * * *

            <pre>if (a &lt; b) { }</pre>

            Так было. &lt;b&gt;Это не разметка&lt;/b&gt; &amp; не сущность.
            """,
            html
        );
    }

    [Fact]
    public void Armenian_keeps_its_marks_and_an_address_stays_whole()
    {
        var html = Render(MarkdownSamples.Armenian);

        Assert.Contains("<b>Կամուրջը</b>\n\nԵրկու գյուղի բնակիչները <b>հանդիպեցին</b>։ Ինչո՞ւ հիմա։\n\n1. Քար\n2. Փայտ\n\n", html);
    }

    [Fact]
    public void A_link_that_is_not_http_stays_text() => Assert.DoesNotContain("<a", Render(MarkdownSamples.English));

    [Fact]
    public void Azerbaijani_and_Georgian_come_out_as_written()
    {
        Assert.Equal(
            "İki kəndin sakinləri <i>görüşdü</i>. “Qonşudan qorxmayın”, – dedilər.\n\n• daş\n• taxta",
            Render(MarkdownSamples.Azerbaijani)
        );
        Assert.Equal(
            "ორი სოფლის მცხოვრებლები <b>შეხვდნენ</b>.\n\n<blockquote>„ნუ გეშინიათ“, – თქვა მან.</blockquote>",
            Render(MarkdownSamples.Georgian)
        );
    }

    [Fact]
    public void Footnotes_stand_at_the_end_after_their_marks() =>
        Assert.Equal(
            "Мост[1], мир[2].\n\n[1] О <b>мосте</b>.\n\n[2] О мире.",
            Render("Мост[^x], мир[^y].\n\n[^y]: О мире.\n[^x]: О **мосте**.")
        );

    [Fact]
    public void Code_carries_no_other_style()
    {
        Assert.Equal("<code>x</code>", Render("**`x`**"));
        Assert.Equal("<a href=\"https://a.example\">x</a>", Render("[`x`](https://a.example)"));
    }

    [Fact]
    [Trait("Requirement", "SEC-10")]
    public void Any_text_holds_only_allowed_tags_and_reads_back_as_it_was() =>
        RandomMarkdown.Gen.Sample(
            markdown =>
            {
                var flow = FlowWriter.Write(MarkdownText.Parse(markdown));

                var read = TelegramReader.Read(TelegramHtml.Render(flow));

                Assert.Equal(flow.Visible, read);
            },
            iter: Depth.Cases
        );

    private static string Render(string markdown) => TelegramHtml.Render(FlowWriter.Write(MarkdownText.Parse(markdown)));
}

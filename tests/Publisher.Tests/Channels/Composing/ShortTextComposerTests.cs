using CsCheck;
using Publisher.Channels;
using Publisher.Channels.Composing;
using Publisher.Channels.Text;
using Publisher.Tests.Channels.Text;

namespace Publisher.Tests.Channels.Composing;

public sealed class ShortTextComposerTests
{
    private static readonly string Long = string.Join(' ', Enumerable.Repeat("Сначала молчали, потом говорили все сразу.", 30));

    [Fact]
    public async Task Title_summary_link_and_hashtags_stand_in_this_order()
    {
        var ready = await Composing.ReadyAsync(Composing.Piece(), SampleNetworks.Mastodon);

        Assert.Equal(
            "Мост, который чинили вдвоём\n\nЖители двух посёлков встретились впервые за 30 лет.\n\nhttps://most.example/bridge\n\n#мир #вместечиним",
            Assert.Single(ready.Variant.Parts).Text
        );
        Assert.Empty(ready.Warnings);
    }

    [Fact]
    public async Task A_long_body_is_cut_at_a_sentence_and_the_rest_survives()
    {
        var ready = await Composing.ReadyAsync(Composing.Piece(summary: null, body: Long), SampleNetworks.Bluesky);

        var text = ready.Variant.Parts[0].Text;
        Assert.StartsWith("Мост, который чинили вдвоём\n\nСначала молчали", text);
        Assert.EndsWith("сразу.\n\nhttps://most.example/bridge\n\n#мир #вместечиним", text);
        Assert.InRange(TextCounter.Count(text, CountUnit.Graphemes), 250, 300);
        Assert.Equal("text_cut", Assert.Single(ready.Warnings).Code);
    }

    [Fact]
    public async Task Footnotes_stay_where_they_have_room_and_else_go_with_their_marks()
    {
        const string Notes = "\n\n[^1]: О мосте.";

        var whole = await Composing.ReadyAsync(Composing.Piece(summary: null, body: "Вот мост[^1]." + Notes), SampleNetworks.Mastodon);
        var cut = await Composing.ReadyAsync(Composing.Piece(summary: null, body: "Мост[^1]. " + Long + Notes), SampleNetworks.Mastodon);

        Assert.Contains("Вот мост[1].\n\n[1] О мосте.\n\nhttps://", whole.Variant.Parts[0].Text);
        Assert.Contains("\n\nМост. Сначала", cut.Variant.Parts[0].Text);
    }

    [Fact]
    public async Task The_warning_of_a_network_with_a_field_counts_into_the_limit()
    {
        var content = Composing.Piece(summary: null, body: Long) with
        {
            ContentWarning = new Dictionary<string, string> { ["ru"] = new string('о', 100) },
        };

        var part = (await Composing.ReadyAsync(content, SampleNetworks.Mastodon)).Variant.Parts[0];

        Assert.Equal(new string('о', 100), part.Warning);
        Assert.InRange(TextCounter.Count(part.Warning + part.Text, CountUnit.Graphemes, 23), 450, 500);
    }

    [Fact]
    public async Task Elsewhere_the_warning_is_the_first_line()
    {
        var content = Composing.Piece() with { ContentWarning = new Dictionary<string, string> { ["ru"] = "Говорится о войне" } };

        var part = (await Composing.ReadyAsync(content, SampleNetworks.Bluesky)).Variant.Parts[0];

        Assert.StartsWith("⚠️ Говорится о войне\n\nМост", part.Text);
        Assert.Null(part.Warning);
        Assert.True(part.Sensitive);
    }

    [Fact]
    public async Task A_title_that_does_not_fit_names_limit_and_value()
    {
        var problem = await Composing.ProblemAsync(Composing.Piece(title: new string('о', 290)), SampleNetworks.Bluesky);

        Assert.Equal(("text_too_long", "texts.ru"), (problem.Code, problem.Field));
        Assert.Contains("338 characters; bluesky allows 300", problem.Message);
    }

    [Fact]
    public async Task A_link_in_the_text_is_followed_by_its_address()
    {
        var piece = Composing.Piece(title: null, summary: null, body: "Вот [план](https://most.example/plan) и https://most.example/b.");

        var ready = await Composing.ReadyAsync(piece with { Link = null }, SampleNetworks.Mastodon);

        Assert.Equal("Вот план (https://most.example/plan) и https://most.example/b.\n\n#мир #вместечиним", ready.Variant.Parts[0].Text);
    }

    [Fact]
    public async Task Telegram_gets_its_markup()
    {
        var channel = Composing.Channel(SampleNetworks.Telegram, format: Format.ShortText);

        var ready = await Composing.ReadyAsync(Composing.Piece(title: "A < B", summary: null), SampleNetworks.Telegram, channel);

        Assert.StartsWith("<b>A &lt; B</b>\n\nСначала молчали. Потом кто-то поставил <b>чайник</b>.", ready.Variant.Parts[0].Text);
    }

    [Fact]
    public void Whatever_the_text_the_message_fits() =>
        Gen.Select(RandomMarkdown.Gen, RandomMarkdown.Gen)
            .Sample(
                (body, summary) =>
                {
                    var piece = Composing.Piece(body: body + body, summary: summary.Length % 2 == 0 ? summary : null);

                    var composition = Composing.ComposeAsync(piece, SampleNetworks.Bluesky).GetAwaiter().GetResult();

                    var text = Assert.IsType<Composition.Ready>(composition).Variant.Parts[0].Text;
                    Assert.True(TextCounter.Count(text, CountUnit.Graphemes) <= 300);
                },
                iter: 500
            );
}

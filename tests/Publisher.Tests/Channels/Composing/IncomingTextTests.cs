using Publisher.Channels;
using Publisher.Channels.Composing;
using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Composing;

public sealed class IncomingTextTests
{
    [Fact]
    [Trait("Requirement", "PRV-21")]
    public async Task What_nobody_sees_goes_out_nowhere_and_the_editor_is_told_what_it_was_and_where()
    {
        var piece = Composing.Piece(title: "Мо\u200Bст", summary: "Ма\u2060рт", body: "Тихо \uFEFFбыло.\n\n`co\u00ADde`\n\n\tbl\u200Dock");
        piece = piece with
        {
            Byline = "Ред\u200Bакция",
            ContentWarning = new Dictionary<string, string> { ["ru"] = "Кро\u2063вь" },
        };

        var ready = await ComposeAsync(piece, network: SampleNetworks.WordPress);

        Assert.All(Outgoing(ready), text => Assert.DoesNotMatch("[\u200B\u200D\u2060\u2063\uFEFF\u00AD]", text));
        var warning = Assert.Single(ready.Warnings, warning => warning.Code == "invisible_characters");
        Assert.Contains("7 invisible characters taken out", warning.Message);
        Assert.Contains("U+200B ZERO WIDTH SPACE, texts.ru.title, letter 3", warning.Message);
    }

    [Fact]
    [Trait("Requirement", "PRV-21")]
    public async Task An_override_is_cleaned_as_well_and_so_are_entities()
    {
        var piece = Composing.Piece() with
        {
            Overrides = new Dictionary<string, ContentOverride> { ["ch_1"] = new("Мо\u200Bст &#8288;цел.", null, null, null) },
        };

        var ready = await ComposeAsync(piece);

        Assert.StartsWith("Мост цел.", Assert.Single(ready.Variant.Parts).Text, StringComparison.Ordinal);
        Assert.Contains(ready.Warnings, warning => warning.Message.Contains("overrides.ch_1.text, letter 3", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "PRV-21")]
    public async Task Marks_of_direction_go_from_text_that_runs_from_left_to_right_and_are_told()
    {
        var ready = await ComposeAsync(Composing.Piece(body: "Сумма \u202E001\u202C драм, \u200Fпять\u2067."));

        Assert.All(Outgoing(ready), text => Assert.DoesNotMatch("[\u202A-\u202E\u200E\u200F\u2066-\u2069]", text));
        var warning = Assert.Single(ready.Warnings, warning => warning.Code == "bidi_controls");
        Assert.Contains("4 marks of direction taken out: U+202E RIGHT-TO-LEFT OVERRIDE, texts.ru.body, letter 7", warning.Message);
    }

    [Fact]
    [Trait("Requirement", "PRV-21")]
    public async Task Persian_keeps_its_joiners_and_marks_and_loses_its_overrides()
    {
        var piece = Composing.Piece("متن", null, "می‌خواهم \u202Eabc\u202C \u200Fمتن.", "fa");

        var ready = await ComposeAsync(piece, "fa");

        Assert.Contains("می‌خواهم abc\u202C \u200Fمتن.", Assert.Single(ready.Variant.Parts).Text, StringComparison.Ordinal);
        Assert.Equal(2, ready.Warnings.Count(warning => warning.Code == "bidi_controls"));
    }

    [Theory]
    [Trait("Requirement", "PRV-21")]
    [InlineData("hy", "Երկու գյուղի բնակիչները հանդիպեցին։ 👩‍👩‍👧‍👦 ☕️")]
    [InlineData("ka", "ორი სოფლის მცხოვრებლები შეხვდნენ. 🏳️‍🌈")]
    [InlineData("az", "İki kəndin sakinləri görüşdü.")]
    [InlineData("ru", "Жители двух посёлков встретились, VPNом и Wi-Fi.")]
    public async Task Clean_text_goes_out_as_it_came_without_a_warning(string language, string text)
    {
        var ready = await ComposeAsync(Composing.Piece(title: null, summary: null, body: text, language: language), language);

        Assert.StartsWith(text, Assert.Single(ready.Variant.Parts).Text, StringComparison.Ordinal);
        string[] codes = ["invisible_characters", "bidi_controls", "mixed_scripts", "tracking_parameters", "link_shortener"];
        Assert.DoesNotContain(ready.Warnings, warning => codes.Contains(warning.Code));
    }

    [Fact]
    [Trait("Requirement", "PRV-21")]
    public async Task A_word_of_two_alphabets_is_shown_and_left()
    {
        var ready = await ComposeAsync(Composing.Piece(title: null, summary: null, body: "The pеace talks.", language: "en"), "en");

        Assert.Contains("The pеace talks.", Assert.Single(ready.Variant.Parts).Text, StringComparison.Ordinal);
        Assert.Contains(
            "“pеace”, texts.en.body, letter 5",
            Assert.Single(ready.Warnings, warning => warning.Code == "mixed_scripts").Message
        );
    }

    [Fact]
    [Trait("Requirement", "PRV-18")]
    public async Task Links_lose_what_traces_their_readers_wherever_they_stand_and_nothing_else()
    {
        const string tracked = "https://n.example/a?id=1&utm_source=secret&fbclid=secret";
        var piece = Composing.Piece(
            title: $"О {tracked}",
            summary: null,
            body: $"[мост]({tracked}) {tracked} <{tracked}>\n\n![фото]({tracked})\n\n> - [в списке]({tracked})\n\n[сноска][1]\n\n```\n{tracked}\n```\n\n[1]: {tracked}"
        );
        piece = piece with { Link = new Uri(tracked) };

        var (brief, article) = (await ComposeAsync(piece), await ComposeAsync(piece, network: SampleNetworks.WordPress));

        Assert.All([.. Outgoing(brief), .. Outgoing(article)], text => Assert.DoesNotContain("secret", text, StringComparison.Ordinal));
        Assert.Contains("мост (https://n.example/a?id=1)", Assert.Single(brief.Variant.Parts).Text, StringComparison.Ordinal);
        Assert.Equal(6, Assert.Single(article.Variant.Parts).Text.Split("\"https://n.example/a?id=1\"").Length - 1);
        Assert.Equal("https://n.example/a?id=1", article.Variant.Parts[0].Link?.AbsoluteUri);
        var warning = Assert.Single(article.Warnings, warning => warning.Code == "tracking_parameters");
        Assert.Contains("utm_source, fbclid, texts.ru.title", warning.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "PRV-18")]
    public async Task A_shortened_link_is_warned_of_by_its_host()
    {
        var ready = await ComposeAsync(
            Composing.Piece(body: "Тут: [план](https://bit.ly/3abc).") with
            {
                Link = new Uri("https://clck.ru/x"),
            }
        );

        var warning = Assert.Single(ready.Warnings, warning => warning.Code == "link_shortener");
        Assert.Contains("bit.ly, texts.ru.body, paragraph 1", warning.Message, StringComparison.Ordinal);
        Assert.Contains("clck.ru, link", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "PRV-18")]
    public async Task A_channel_may_go_without_the_link()
    {
        var piece = Composing.Piece() with
        {
            Overrides = new Dictionary<string, ContentOverride> { ["ch_1"] = new(null, null, null, Link: false) },
        };

        var ready = await ComposeAsync(piece);

        Assert.Null(Assert.Single(ready.Variant.Parts).Link);
        Assert.DoesNotContain("most.example", ready.Variant.Parts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "PRV-18")]
    public async Task A_channel_whose_readers_must_open_nothing_gets_no_link_wherever_one_stands()
    {
        const string address = "https://n.example/a";
        var piece = Composing.Piece(
            title: $"О {address}",
            summary: null,
            body: $"[мост]({address}) стоит {address} <{address}>\n\n![фото моста]({address})\n\n> - [в списке]({address})\n\n```\n{address}\n```"
        );
        piece = piece with { Link = new Uri(address) };
        var settings = new Dictionary<string, string> { ["links"] = "none" };

        var (brief, article) = (
            await ComposeAsync(piece, settings: settings),
            await ComposeAsync(piece, network: SampleNetworks.WordPress, settings: settings)
        );

        Assert.All([.. Outgoing(brief), .. Outgoing(article)], text => Assert.DoesNotContain("n.example", text, StringComparison.Ordinal));
        Assert.DoesNotContain("href", article.Variant.Parts[0].Text, StringComparison.Ordinal);
        Assert.Null(article.Variant.Parts[0].Link);
        Assert.Contains("мост стоит", Assert.Single(brief.Variant.Parts).Text, StringComparison.Ordinal);
        Assert.Contains("фото моста", article.Variant.Parts[0].Text, StringComparison.Ordinal);
        Assert.Contains(article.Warnings, warning => warning.Code == "links_left_out");
    }

    [Theory]
    [Trait("Requirement", "PRV-18")]
    [InlineData(
        "**Тут** https://n.example/a?utm_source=x (и https://n.example/?gclid=1).",
        "**Тут** https://n.example/a (и https://n.example/)."
    )]
    [InlineData("нет ссылок, a?utm_source=b", "нет ссылок, a?utm_source=b")]
    public void Addresses_in_plain_lines_are_cleaned_in_their_place(string text, string clean) =>
        Assert.Equal(clean, new IncomingText("ru").Plain(text, "texts.ru.slides[0]"));

    /// <summary>Each of these would take minutes if the work grew with the square of the length.</summary>
    [Theory]
    [Trait("Requirement", "PRV-21")]
    [InlineData("\u200C")]
    [InlineData("م\u200C\u200C")]
    [InlineData("\U000E0061")]
    [InlineData("\u202Ea")]
    [InlineData("aа")]
    [InlineData("http://a.a/?utm_a ")]
    public void The_longest_text_is_cleaned_in_no_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
        var start = TimeProvider.System.GetTimestamp();

        new IncomingText("en").Plain(text, "texts.en.body");

        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static async Task<Composition.Ready> ComposeAsync(
        Content piece,
        string language = "ru",
        NetworkProfile? network = null,
        IReadOnlyDictionary<string, string>? settings = null
    )
    {
        var target = network ?? SampleNetworks.Mastodon;
        var channel = Composing.Channel(target, language);
        channel = channel with { Settings = settings ?? channel.Settings };
        return Assert.IsType<Composition.Ready>(await Composing.ComposeAsync(piece, target, channel));
    }

    private static IEnumerable<string> Outgoing(Composition.Ready ready) =>
        ready
            .Variant.Parts.SelectMany(part => new[] { part.Text, part.Title, part.Summary, part.Warning, part.Byline, $"{part.Link}" })
            .OfType<string>();
}

using System.Text.Json;
using Publisher.Channels;
using Publisher.Channels.Text;
using Publisher.Tests.Channels.Text;

namespace Publisher.Tests.Channels.Composing;

public sealed class LongFormComposerTests
{
    private static readonly string Long = string.Join(
        "\n\n",
        Enumerable.Repeat("Сначала молчали. Потом кто-то поставил чайник. Говорили все сразу.", 150)
    );

    [Fact]
    public async Task A_website_gets_title_summary_and_html_apart()
    {
        var part = Assert.Single((await Composing.ReadyAsync(Composing.Piece(), SampleNetworks.WordPress)).Variant.Parts);

        Assert.Equal("Мост, который чинили вдвоём", part.Title);
        Assert.Equal("Жители двух посёлков встретились впервые за 30 лет.", part.Summary);
        Assert.Equal("<p lang=\"ru\">Сначала молчали. Потом кто-то поставил <strong>чайник</strong>.</p>", part.Text);
        Assert.Equal(["мир", "вместечиним"], part.Hashtags);
        Assert.Equal(new Uri("https://most.example/bridge"), part.Link);
    }

    [Fact]
    public async Task Footnotes_come_after_the_pictures_of_a_page_and_lead_back_on_a_website()
    {
        var content = Composing.WithPhotos(Composing.Piece(title: null, body: "Мост[^1] открыт.\n\n[^1]: Пешеходный."), 2);
        var channel = Composing.Channel(SampleNetworks.Telegram, longText: "telegraph", images: "own_host");

        var site = (await Composing.ReadyAsync(content, SampleNetworks.WordPress)).Variant.Parts[0];
        var page = (await Composing.ReadyAsync(content, SampleNetworks.Telegram, channel)).Variant.Parts[0];

        Assert.Equal("Мост открыт.", site.Title);
        Assert.Matches("<li id=\"note-[0-9a-f]{6}-1\">Пешеходный. <a href=\"#mark-[0-9a-f]{6}-1\">↩</a></li></ol>$", site.Text);
        Assert.EndsWith("""{"tag":"p","children":["[1] Пешеходный."]}]""", page.Text);
    }

    [Fact]
    public async Task A_text_without_title_lends_its_first_sentence()
    {
        var ready = await Composing.ReadyAsync(Composing.Piece(title: null), SampleNetworks.WordPress);

        Assert.Equal("Сначала молчали.", ready.Variant.Parts[0].Title);
    }

    [Fact]
    public async Task A_short_piece_with_photos_is_one_album()
    {
        var part = Assert.Single(
            (await Composing.ReadyAsync(Composing.WithPhotos(Composing.Piece(), 3), SampleNetworks.Telegram)).Variant.Parts
        );

        Assert.Equal(3, part.Files.Count);
        Assert.StartsWith("<b>Мост, который чинили вдвоём</b>\n\nЖители", part.Text);
        Assert.EndsWith("#мир #вместечиним", part.Text);
    }

    [Fact]
    public async Task A_long_piece_with_photos_is_an_album_and_messages()
    {
        var content = Composing.WithPhotos(Composing.Piece(body: Long), 2) with
        {
            ContentWarning = new Dictionary<string, string> { ["ru"] = "Говорится о войне" },
        };

        var parts = (await Composing.ReadyAsync(content, SampleNetworks.Telegram)).Variant.Parts;

        Assert.Equal(
            "<b>⚠️ Говорится о войне</b>\n\n<b>Мост, который чинили вдвоём</b>\n\nЖители двух посёлков встретились впервые за 30 лет.",
            parts[0].Text
        );
        Assert.Equal([2, 0, 0, 0], parts.Select(part => part.Files.Count));
        Assert.Equal([1, 2, 3, 4], parts.Select(part => part.Number));
        Assert.All(parts, part => Assert.True(TextCounter.Count(TelegramReader.Read(part.Text), CountUnit.CodePoints) <= 4096));
        Assert.EndsWith("#мир #вместечиним", parts[^1].Text);
        Assert.Equal([false, false, false, true], parts.Select(part => part.Link is not null));
    }

    [Fact]
    public async Task A_summary_too_long_for_the_caption_moves_to_the_text_and_is_not_lost()
    {
        var summary = new string('о', 1100);

        var parts = (await Composing.ReadyAsync(Composing.WithPhotos(Composing.Piece(summary: summary), 1), SampleNetworks.Telegram))
            .Variant
            .Parts;

        Assert.Equal("<b>Мост, который чинили вдвоём</b>", parts[0].Text);
        Assert.StartsWith(summary, parts[1].Text);
    }

    [Fact]
    public async Task A_telegraph_page_is_followed_by_a_message_that_leads_to_it()
    {
        var channel = Composing.Channel(SampleNetworks.Telegram, longText: "telegraph");

        var parts = (await Composing.ReadyAsync(Composing.WithPhotos(Composing.Piece(), 1), SampleNetworks.Telegram, channel))
            .Variant
            .Parts;

        Assert.Equal([PartKind.Page, PartKind.Message], parts.Select(part => part.Kind));
        Assert.Equal((Markup.TelegraphNodes, "Мост, который чинили вдвоём"), (parts[0].Markup, parts[0].Title));
        Assert.Equal(
            """[{"tag":"p","children":["Сначала молчали. Потом кто-то поставил ",{"tag":"strong","children":["чайник"]},"."]},{"tag":"p","children":[{"tag":"a","attrs":{"href":"https://most.example/bridge"},"children":["https://most.example/bridge"]}]}]""",
            parts[0].Text
        );
        Assert.Equal(
            "<b>Мост, который чинили вдвоём</b>\n\nЖители двух посёлков встретились впервые за 30 лет.\n\n{{page}}\n\n#мир #вместечиним",
            parts[1].Text
        );
        Assert.Single(parts[1].Files);
        Assert.Empty(parts[0].Files);
    }

    [Fact]
    public async Task Pictures_from_our_own_address_stand_on_the_page_with_their_words()
    {
        var channel = Composing.Channel(SampleNetworks.Telegram, longText: "telegraph", images: "own_host");

        var ready = await Composing.ReadyAsync(Composing.WithPhotos(Composing.Piece(), 2), SampleNetworks.Telegram, channel);

        var page = ready.Variant.Parts[0];
        var token = Part.FileToken(page.Files[0].Sha256);
        Assert.Equal(
            [
                Figure(token, "Фото 1"),
                """{"tag":"p","children":["Сначала молчали. Потом кто-то поставил ",{"tag":"strong","children":["чайник"]},"."]}""",
                Figure(token, "Фото 2"),
                """{"tag":"p","children":[{"tag":"a","attrs":{"href":"https://most.example/bridge"},"children":["https://most.example/bridge"]}]}""",
            ],
            JsonDocument.Parse(page.Text).RootElement.EnumerateArray().Select(node => node.GetRawText())
        );
        Assert.Equal(["Фото 1", "Фото 2"], page.Files.Select(file => file.Alt));
    }

    [Fact]
    public async Task The_content_warning_comes_before_the_first_picture_and_each_page_lists_what_it_shows()
    {
        var channel = Composing.Channel(SampleNetworks.Telegram, longText: "telegraph", images: "own_host");
        var content = Composing.WithPhotos(Composing.Piece(body: string.Concat(Enumerable.Repeat(Long + "\n\n", 6))), 2) with
        {
            ContentWarning = new Dictionary<string, string> { ["ru"] = "Говорится о войне" },
        };

        var pages = (await Composing.ReadyAsync(content, SampleNetworks.Telegram, channel))
            .Variant.Parts.Where(part => part.Kind is PartKind.Page)
            .ToList();

        Assert.StartsWith(
            """[{"tag":"p","children":[{"tag":"strong","children":["⚠️ Говорится о войне"]}]},{"tag":"figure",""",
            pages[0].Text
        );
        Assert.All(pages, page => Assert.Equal(page.Text.Contains("{{file:", StringComparison.Ordinal), page.Files.Count > 0));
        Assert.NotEmpty(pages[0].Files);
        Assert.NotEmpty(pages[^1].Files);
    }

    private static string Figure(string source, string caption) =>
        "{\"tag\":\"figure\",\"children\":[{\"tag\":\"img\",\"attrs\":{\"src\":\""
        + source
        + "\"}},{\"tag\":\"figcaption\",\"children\":[\""
        + caption
        + "\"]}]}";
}

using Publisher.Channels;
using Publisher.Channels.Telegram;
using Sample = Publisher.Tests.Channels.Composing.Composing;

namespace Publisher.Tests.Channels.Telegram;

/// <summary>What the composer makes for Telegram is what Telegram takes.</summary>
public sealed class TelegramComposingTests
{
    private static readonly string _long = string.Join(
        "\n\n",
        Enumerable.Repeat(
            "## Мост & вода\n\nСначала молчали < минуту. Потом кто-то поставил **чайник** и [позвал](https://most.example/a?b=1&c=2).",
            900
        )
    );

    [Theory]
    [InlineData("parts", 0)]
    [InlineData("parts", 3)]
    [InlineData("telegraph", 0)]
    [InlineData("telegraph", 3)]
    [InlineData("telegraph", 3, "own_host")]
    public async Task A_long_piece_fits_the_limits(string longText, int photos, string images = "none")
    {
        var content = Sample.WithPhotos(Sample.Piece(body: _long), photos);
        var channel = Sample.Channel(TelegramProfile.Profile, longText: longText, images: images);

        var composed = await Sample.ReadyAsync(content, TelegramProfile.Profile, channel);

        var access = ScriptedAccess.Of(
            new()
            {
                ["chatId"] = "@news_example",
                ["longText"] = longText,
                ["images"] = images,
            },
            new() { ["botToken"] = TelegramTrial.Token, ["telegraphToken"] = TelegramTrial.TelegraphToken }
        );
        Assert.Empty(TelegramRules.Check(composed.Variant, TelegramSettings.Of(access)));
        Assert.Equal(longText is "telegraph", TelegraphPages.In(composed.Variant).Count > 1);
    }

    [Fact]
    public async Task Every_page_leads_to_the_next_and_the_message_to_the_first()
    {
        var channel = Sample.Channel(TelegramProfile.Profile, longText: "telegraph");
        var composed = await Sample.ReadyAsync(Sample.Piece(body: _long), TelegramProfile.Profile, channel);
        var pages = TelegraphPages.In(composed.Variant);
        var prepared = new Prepared.Ready(pages.ToDictionary(page => $"page{page.Number}url", page => $"https://telegra.ph/{page.Number}"));

        var leads = composed.Variant.Parts.Select(part => TelegraphPages.UrlFor(part, composed.Variant, prepared));

        string?[] expected = [.. pages.Skip(1).Select(page => $"https://telegra.ph/{page.Number}"), null, "https://telegra.ph/1"];
        Assert.Equal(expected, leads);
        Assert.All(
            composed.Variant.Parts.Where(part => part != pages[^1]),
            part => Assert.Contains("{{page}}", part.Text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Slides_go_out_as_one_album_with_a_caption()
    {
        var channel = Sample.Channel(TelegramProfile.Profile, format: Format.VerticalImages);
        var summary = string.Concat(Enumerable.Repeat("Встретились впервые за 30 лет. ", 60));

        var composed = await Sample.ReadyAsync(Sample.Piece(summary: summary), TelegramProfile.Profile, channel);

        var access = ScriptedAccess.Of(new() { ["chatId"] = "@news_example" }, new() { ["botToken"] = TelegramTrial.Token });
        Assert.Empty(TelegramRules.Check(composed.Variant, TelegramSettings.Of(access)));
        Assert.All(Assert.Single(composed.Variant.Parts).Files, file => Assert.Equal((1080, 1350), (file.Width, file.Height)));
    }
}

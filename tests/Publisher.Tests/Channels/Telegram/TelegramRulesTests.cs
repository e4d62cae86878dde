using CsCheck;
using Publisher.Channels;
using Publisher.Channels.Telegram;

namespace Publisher.Tests.Channels.Telegram;

public sealed class TelegramRulesTests
{
    [Theory]
    [InlineData("<b>Tea</b> &amp; bread", 11)]
    [InlineData("😀😀", 2)]
    [InlineData("  a\n", 1)]
    [InlineData("<a href=\"https://example.org/?a=1&amp;b=2\">x</a>", 1)]
    [InlineData("1 &lt; 2 &#33;", 7)]
    public void Length_counts_code_points_of_what_is_seen(string html, int length) =>
        Assert.Equal(length, TelegramText.VisibleLength(html, Markup.TelegramHtml));

    [Fact]
    public void Escaping_and_tags_never_change_the_length() =>
        Gen.String.Sample(text =>
            TelegramText.VisibleLength($"<b>{Escape(text)}</b>", Markup.TelegramHtml) == TelegramText.VisibleLength(text, Markup.Plain)
        );

    [Fact]
    public void A_text_at_the_limit_passes_and_one_more_is_named_with_limit_and_value()
    {
        Assert.Empty(Check(TelegramTrial.Message(Repeat("😀", 4096))));

        var problem = Assert.Single(Check(TelegramTrial.Message(Repeat("😀", 4097))));

        Assert.Equal(
            ("text_too_long", "parts.1.text", "Part 1: 4097 characters, limit 4096."),
            (problem.Code, problem.Field, problem.Message)
        );
    }

    [Fact]
    public void A_caption_has_a_limit_of_its_own() =>
        Assert.Equal(
            "Part 1: 1025 characters, limit 1024.",
            Assert.Single(Check(TelegramTrial.Message(Repeat("a", 1025), photos: 1))).Message
        );

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var part = TelegramTrial.Message("") with
        {
            Files =
            [
                TelegramTrial.Photo("a", mediaType: "image/webp"),
                TelegramTrial.Photo("b", bytes: 10_000_001),
                TelegramTrial.Photo("c", width: 2561, height: 1000),
                TelegramTrial.Photo("d", width: 2100, height: 100),
            ],
        };

        var codes = Check(part, TelegramTrial.Message("{{page}}"), TelegramTrial.Message(" ")).Select(problem => problem.Code);

        Assert.Equal(["image_type", "image_too_heavy", "image_too_large", "image_too_narrow", "page_missing", "text_empty"], codes);
    }

    [Fact]
    public void A_page_needs_a_telegraph_token()
    {
        var access = ScriptedAccess.Of(
            new() { ["chatId"] = "@news_example", ["longText"] = "telegraph" },
            new() { ["botToken"] = "123:abc" }
        );

        var problems = TelegramRules.Check(TelegramTrial.Piece(TelegramTrial.Page("[\"x\"]")), TelegramSettings.Of(access));

        Assert.Equal("telegraphToken is needed when longText is telegraph.", Assert.Single(problems).Message);
    }

    [Theory]
    [InlineData("[\"x\"]", null)]
    [InlineData("not json", "page_unreadable")]
    [InlineData("""[{"tag":"figure","children":[{"tag":"img","attrs":{"src":"https://example.org/a.jpg"}}]}]""", "page_images_off")]
    public void A_page_is_read_before_it_is_sent(string nodes, string? code) =>
        Assert.Equal(code, Check(TelegramTrial.Page(nodes)).SingleOrDefault()?.Code);

    [Theory]
    [InlineData("news_example", "123:abc", "settings.chatId")]
    [InlineData("@news_example", "123:abc/../x", "credentials.botToken")]
    public void Settings_are_judged_by_their_shape(string chatId, string token, string field)
    {
        var access = ScriptedAccess.Of(new() { ["chatId"] = chatId }, new() { ["botToken"] = token });

        var problem = Assert.Single(TelegramRules.Check(TelegramTrial.Piece(TelegramTrial.Message("Tea")), TelegramSettings.Of(access)));

        Assert.Equal(field, problem.Field);
        Assert.DoesNotContain(token, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_never_print_a_token()
    {
        var settings = TelegramSettings.Of(
            ScriptedAccess.Of(new() { ["chatId"] = "@a" }, new() { ["botToken"] = "123:abc", ["telegraphToken"] = "xyz" })
        );

        Assert.Equal("Telegram chat @a", settings.ToString());
    }

    [Theory]
    [InlineData("https://t.me/news_example/12", "12")]
    [InlineData("https://t.me/s/news_example/12", "12")]
    [InlineData("https://t.me/c/1234567890/12?single", "12")]
    [InlineData("https://telegra.ph/News-11-22-2", "page:News-11-22-2")]
    [InlineData("https://t.me/news_example", null)]
    [InlineData("https://example.org/news_example/12", null)]
    public void A_pasted_link_gives_the_id(string link, string? id) =>
        Assert.Equal(id, TelegramLinks.TryParse(new Uri(link), out var found) ? found.Value : null);

    private static IReadOnlyList<Problem> Check(params IReadOnlyList<Part> parts)
    {
        var access = ScriptedAccess.Of(
            new() { ["chatId"] = "@news_example" },
            new() { ["botToken"] = TelegramTrial.Token, ["telegraphToken"] = TelegramTrial.TelegraphToken }
        );
        return TelegramRules.Check(TelegramTrial.Piece(parts), TelegramSettings.Of(access));
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}

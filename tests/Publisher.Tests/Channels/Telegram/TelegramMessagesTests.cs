using Publisher.Channels;

namespace Publisher.Tests.Channels.Telegram;

public sealed class TelegramMessagesTests
{
    private const string Sent =
        """{"ok":true,"result":{"message_id":12,"chat":{"id":-1001234567890,"type":"channel","username":"news_example"},"date":1780000000}}""";

    private const string Album =
        """{"ok":true,"result":[{"message_id":12,"chat":{"id":-1001}},{"message_id":13,"chat":{"id":-1001}},{"message_id":14,"chat":{"id":-1001}}]}""";

    [Fact]
    public async Task A_text_goes_out_as_written_and_without_a_preview()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/sendMessage", Sent);

        var outcome = await trial.PublishAsync(TelegramTrial.Message("<b>Tea &amp; bread</b> &lt;now&gt; \"here\""));

        var call = trial.Server.Call("/sendMessage");
        Assert.Equal($"/telegram/bot{TelegramTrial.Token}/sendMessage", call.Path);
        Assert.Equal(
            """{"chat_id":"@news_example","text":"\u003Cb\u003ETea \u0026amp; bread\u003C/b\u003E \u0026lt;now\u0026gt; \u0022here\u0022","parse_mode":"HTML","link_preview_options":{"is_disabled":true},"disable_notification":false}""",
            call.Body
        );
        Assert.Equal(new Outcome.Published(new RemoteId("12"), new Uri("https://t.me/news_example/12")), outcome);
    }

    [Fact]
    public async Task A_plain_text_has_no_parse_mode_and_a_link_of_its_own_gets_the_preview()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/sendMessage", Sent);
        var part = TelegramTrial.Message("1 < 2") with { Markup = Markup.Plain, Link = new Uri("https://example.org/a") };

        await trial.PublishAsync(part);

        var body = trial.Server.Call("/sendMessage").Body;
        Assert.DoesNotContain("parse_mode", body, StringComparison.Ordinal);
        Assert.Contains("""{"url":"https://example.org/a"}""", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_picture_carries_its_caption()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/sendPhoto", Sent);

        await trial.PublishAsync(TelegramTrial.Message("<i>Чай</i>", photos: 1) with { Sensitive = true });

        var call = trial.Server.Call("/sendPhoto");
        Assert.Equal(["photo image/jpeg 3"], call.Files);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["chat_id"] = "@news_example",
                ["disable_notification"] = "false",
                ["caption"] = "<i>Чай</i>",
                ["parse_mode"] = "HTML",
                ["has_spoiler"] = "true",
            },
            call.Fields
        );
    }

    [Fact]
    public async Task An_album_carries_its_caption_on_the_first_picture_and_keeps_every_id()
    {
        await using var trial = await TelegramTrial.StartAsync(chatId: "-1001234567890");
        trial.Server.On("/sendMediaGroup", Album);

        var outcome = await trial.PublishAsync(TelegramTrial.Message("Tea", photos: 3));

        var call = trial.Server.Call("/sendMediaGroup");
        Assert.Equal(["p0 image/jpeg 3", "p1 image/jpeg 3", "p2 image/jpeg 3"], call.Files);
        Assert.Equal(
            """[{"type":"photo","media":"attach://p0","caption":"Tea","parse_mode":"HTML"},{"type":"photo","media":"attach://p1"},{"type":"photo","media":"attach://p2"}]""",
            call.Fields["media"]
        );
        Assert.Equal(new Outcome.Published(new RemoteId("12,13,14"), new Uri("https://t.me/c/1234567890/12")), outcome);
    }

    [Fact]
    public async Task A_message_links_to_the_page_and_previews_it()
    {
        await using var trial = await TelegramTrial.StartAsync("telegraph");
        trial.Server.On("/sendMessage", Sent);
        var variant = TelegramTrial.Piece(TelegramTrial.Page("[\"x\"]"), TelegramTrial.Message("<a href=\"{{page}}\">Tea</a>"));

        await trial.PublishAsync(variant, part: 2, ("page1path", "News-11-22"), ("page1url", "https://telegra.ph/News-11-22"));

        var body = trial.Server.Call("/sendMessage").Body;
        Assert.Contains("""\u003Ca href=\u0022https://telegra.ph/News-11-22\u0022\u003ETea""", body, StringComparison.Ordinal);
        Assert.Contains("\"link_preview_options\":{\"url\":\"https://telegra.ph/News-11-22\"}", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_limit_answer_becomes_a_retry_after_the_asked_time()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On(
            "/sendMessage",
            """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}""",
            429
        );

        var outcome = await trial.PublishAsync(TelegramTrial.Message("Tea"));

        var later = Assert.IsType<Outcome.NotSent>(outcome);
        Assert.Equal((TimeSpan.FromSeconds(35), true), (later.After, later.RateLimited));
    }

    [Theory]
    [InlineData(401, "Unauthorized", Outcome.TokenTrouble)]
    [InlineData(404, "Not Found", Outcome.TokenTrouble)]
    [InlineData(403, "Forbidden: bot was kicked from the channel chat", "bot_not_in_chat")]
    [InlineData(403, "Forbidden: bot is not a member of the channel chat", "bot_not_in_chat")]
    [InlineData(400, "Bad Request: chat not found", "chat_not_found")]
    [InlineData(400, "Bad Request: not enough rights to send text messages to the chat", "not_enough_rights")]
    [InlineData(400, "Bad Request: need administrator rights in the channel chat", "not_enough_rights")]
    [InlineData(400, "Bad Request: message is too long", "text_too_long")]
    [InlineData(400, "Bad Request: message caption is too long", "caption_too_long")]
    [InlineData(400, "Bad Request: PHOTO_INVALID_DIMENSIONS", "image_refused")]
    [InlineData(400, "Bad Request: can't parse entities: Unsupported start tag \\\"p\\\" at byte offset 0", "telegram_400")]
    public async Task A_documented_no_is_refused_with_its_code(int status, string description, string code)
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/sendMessage", $$"""{"ok":false,"error_code":{{status}},"description":"{{description}}"}""", status);

        var outcome = await trial.PublishAsync(TelegramTrial.Message("Tea"));

        var refused = Assert.IsType<Outcome.Refused>(outcome);
        Assert.Equal(code, refused.Code);
        Assert.DoesNotContain(TelegramTrial.Token, refused.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(refused.Code is "telegram_400" ? "0" : ".", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_moved_is_refused_with_its_new_number()
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On(
            "/sendMessage",
            """{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded","parameters":{"migrate_to_chat_id":-1009876543210}}""",
            400
        );

        var refused = Assert.IsType<Outcome.Refused>(await trial.PublishAsync(TelegramTrial.Message("Tea")));

        Assert.Contains("-1009876543210", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, """{"ok":true}""")]
    [InlineData(200, """{"ok":true,"result":{"message_id":0,"chat":{"id":-1001}}}""")]
    [InlineData(502, """{"ok":false,"error_code":502,"description":"Bad Gateway"}""")]
    [InlineData(500, "oops")]
    public async Task An_answer_that_is_not_understood_is_uncertain(int status, string body)
    {
        await using var trial = await TelegramTrial.StartAsync();
        trial.Server.On("/sendMessage", body, status);

        var outcome = await trial.PublishAsync(TelegramTrial.Message("Tea"));

        Assert.IsType<Outcome.Uncertain>(outcome);
    }

    [Fact]
    public async Task What_became_of_a_message_is_never_known()
    {
        await using var trial = await TelegramTrial.StartAsync();
        var variant = TelegramTrial.Piece(TelegramTrial.Message("Tea"));
        var attempt = new Attempt(
            Http.Probe.Key(),
            variant,
            variant.Parts[0],
            Prepared.Ready.Nothing,
            DateTimeOffset.UnixEpoch,
            Handle: null
        );

        var found = await trial.Network.FindAsync(attempt, trial.Access, TestContext.Current.CancellationToken);

        Assert.Contains("look into https://t.me/", Assert.IsType<Found.Unknown>(found).Reason, StringComparison.Ordinal);
        Assert.Empty(trial.Server.Calls);
    }
}

using Publisher.Channels;

namespace Publisher.Tests.Channels.TikTok;

public sealed class TikTokPublishingTests
{
    private const string Taken = """{"data":{"publish_id":"p_pub_url~v2.7"},"error":{"code":"ok","message":"","log_id":"1"}}""";

    [Fact]
    public async Task A_direct_post_asks_first_who_posts()
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Server.On(TikTokTrial.CreatorPath, TikTokTrial.Creator);

        var prepared = await trial.PrepareAsync();

        var values = Assert.IsType<Prepared.Ready>(prepared).Values;
        Assert.Equal(new Dictionary<string, string> { ["username"] = "news_example" }, values);
        Assert.Equal("Bearer act.old", trial.Server.Call(TikTokTrial.CreatorPath).Authorization);
    }

    [Fact]
    public async Task A_privacy_level_that_is_not_offered_is_refused_with_those_that_are()
    {
        await using var trial = await TikTokTrial.StartAsync(privacyLevel: "FOLLOWER_OF_CREATOR");
        trial.Server.On(TikTokTrial.CreatorPath, TikTokTrial.Creator);

        var refused = Assert.IsType<Outcome.Refused>(Assert.IsType<Prepared.Failed>(await trial.PrepareAsync()).Why);

        Assert.Equal("privacy_level_option_mismatch", refused.Code);
        Assert.Contains("PUBLIC_TO_EVERYONE, SELF_ONLY", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_direct_post_sends_links_to_its_pictures_and_nothing_of_a_brand()
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Server.On(TikTokTrial.InitPath, Taken);

        var outcome = await trial.PublishAsync();

        Assert.Equal(
            """{"media_type":"PHOTO","post_mode":"DIRECT_POST","post_info":{"title":"Tea","description":"Bread #tea","privacy_level":"SELF_ONLY","disable_comment":true,"auto_add_music":false,"brand_content_toggle":false,"brand_organic_toggle":false},"source_info":{"source":"PULL_FROM_URL","photo_cover_index":0,"photo_images":["https://media.example.org/m/aa","https://media.example.org/m/bb"]}}""",
            trial.Server.Call(TikTokTrial.InitPath).Body
        );
        Assert.Equal(new Outcome.Accepted("p_pub_url~v2.7", TimeSpan.FromSeconds(5)), outcome);
    }

    [Fact]
    public async Task Every_direct_post_asks_anew_who_posts()
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Server.On(TikTokTrial.InitPath, Taken);

        await trial.PublishAsync();
        await trial.PublishAsync();

        Assert.Equal(
            ["query", "init", "query", "init"],
            trial.Server.Calls.Select(call => call.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[^1])
        );
    }

    [Fact]
    public async Task An_unanswered_question_leaves_the_post_unsent()
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Server.On(TikTokTrial.CreatorPath, TikTokTrial.Error("internal_error"), 500);

        Assert.IsType<Outcome.NotSent>(await trial.PublishAsync());
    }

    [Fact]
    public async Task An_inbox_post_sends_title_and_description_only()
    {
        await using var trial = await TikTokTrial.StartAsync("inbox");
        trial.Server.On(TikTokTrial.InitPath, Taken);

        await trial.PublishAsync();

        Assert.StartsWith(
            """{"media_type":"PHOTO","post_mode":"MEDIA_UPLOAD","post_info":{"title":"Tea","description":"Bread #tea"},""",
            trial.Server.Call(TikTokTrial.InitPath).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_inbox_app_goes_on_without_the_scope_for_the_question()
    {
        await using var trial = await TikTokTrial.StartAsync("inbox");
        trial.Server.On(TikTokTrial.CreatorPath, TikTokTrial.Error("scope_not_authorized"), 401);

        Assert.Empty(Assert.IsType<Prepared.Ready>(await trial.PrepareAsync()).Values);
    }

    [Theory]
    [InlineData(401, "access_token_invalid", Outcome.TokenTrouble)]
    [InlineData(401, "scope_not_authorized", Outcome.TokenTrouble)]
    [InlineData(200, "scope_not_authorized", Outcome.TokenTrouble)]
    [InlineData(403, "url_ownership_unverified", "url_ownership_unverified")]
    [InlineData(403, "spam_risk_too_many_posts", "spam_risk_too_many_posts")]
    [InlineData(403, "reached_active_user_cap", "reached_active_user_cap")]
    [InlineData(403, "unaudited_client_can_only_post_to_private_accounts", "unaudited_client_can_only_post_to_private_accounts")]
    [InlineData(400, "invalid_params", "invalid_params")]
    [InlineData(200, "something_new", "something_new")]
    public async Task A_documented_no_is_refused_with_its_code(int status, string error, string code)
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Server.On(TikTokTrial.InitPath, TikTokTrial.Error(error, "why"), status);

        var refused = Assert.IsType<Outcome.Refused>(await trial.PublishAsync());

        Assert.Equal(code, refused.Code);
        Assert.DoesNotContain("act.old", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(200)]
    public async Task A_rate_limit_waits_for_the_window_of_a_minute(int status)
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Server.On(TikTokTrial.InitPath, TikTokTrial.Error("rate_limit_exceeded"), status);

        var later = Assert.IsType<Outcome.NotSent>(await trial.PublishAsync());

        Assert.Equal((TimeSpan.FromMinutes(1), true), (later.After, later.RateLimited));
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, """{"data":{},"error":{"code":"ok"}}""")]
    [InlineData(500, """{"data":{},"error":{"code":"internal_error"}}""")]
    [InlineData(200, """{"data":{},"error":{"code":"internal_error"}}""")]
    [InlineData(503, "")]
    public async Task An_answer_that_is_not_understood_is_uncertain(int status, string body)
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Server.On(TikTokTrial.InitPath, body, status);

        Assert.IsType<Outcome.Uncertain>(await trial.PublishAsync());
    }

    [Theory]
    [InlineData(90, 4000, null)]
    [InlineData(91, 4000, "title_too_long")]
    [InlineData(90, 4001, "text_too_long")]
    public void Texts_are_counted_in_utf16_units(int title, int text, string? code)
    {
        var variant = TikTokTrial.Deck(new string('a', title), new string('a', text));

        Assert.Equal(code, Publisher.Channels.TikTok.TikTokRules.Check(variant, Settings("inbox")).SingleOrDefault()?.Code);
    }

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var variant = TikTokTrial.Deck(
            "Tea",
            "Bread",
            TikTokTrial.Slide("a", "image/png"),
            TikTokTrial.Slide("b", width: 1086),
            TikTokTrial.Slide("c", bytes: 20_000_001)
        );

        var problems = Publisher.Channels.TikTok.TikTokRules.Check(variant, Settings("direct"));

        Assert.Equal(
            ["privacy_level_missing", "image_type", "image_too_heavy", "image_too_large"],
            problems.Select(problem => problem.Code)
        );
        Assert.Equal("Image 2: 1086x1920 px, limit 1080x1920.", problems[3].Message);
    }

    [Theory]
    [InlineData("https://www.tiktok.com/@news_example/photo/7300000000000000001", "7300000000000000001")]
    [InlineData("https://www.tiktok.com/@news_example/video/7300000000000000001?lang=en", "7300000000000000001")]
    [InlineData("https://www.tiktok.com/@news_example", null)]
    [InlineData("https://example.org/@news_example/photo/73", null)]
    public async Task A_pasted_link_gives_the_id(string link, string? id)
    {
        await using var trial = await TikTokTrial.StartAsync();

        Assert.Equal(id, trial.Network.TryParseLink(new Uri(link), out var found) ? found.Value : null);
    }

    private static Publisher.Channels.TikTok.TikTokSettings Settings(string postMode) =>
        Publisher.Channels.TikTok.TikTokSettings.Of(
            ScriptedAccess.Of(new() { ["postMode"] = postMode }, new() { ["accessToken"] = "act.old" })
        );
}

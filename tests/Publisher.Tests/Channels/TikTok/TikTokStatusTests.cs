using Publisher.Channels;

namespace Publisher.Tests.Channels.TikTok;

public sealed class TikTokStatusTests
{
    private const string Handle = "p_pub_url~v2.7";

    public static TheoryData<string, Found> States =>
        new()
        {
            { "\"status\":\"PROCESSING_DOWNLOAD\"", new Found.Working(TimeSpan.FromSeconds(15)) },
            { "\"status\":\"PROCESSING_UPLOAD\"", new Found.Working(TimeSpan.FromSeconds(15)) },
            { "\"status\":\"SEND_TO_USER_INBOX\"", new Found.HandedOver() },
            {
                "\"status\":\"PUBLISH_COMPLETE\",\"publicaly_available_post_id\":[7300000000000000001]",
                new Found.Landed(
                    new RemoteId("7300000000000000001"),
                    new Uri("https://www.tiktok.com/@news_example/video/7300000000000000001")
                )
            },
            {
                "\"status\":\"PUBLISH_COMPLETE\",\"publicaly_available_post_id\":[\"7300000000000000001\"]",
                new Found.Landed(
                    new RemoteId("7300000000000000001"),
                    new Uri("https://www.tiktok.com/@news_example/video/7300000000000000001")
                )
            },
            {
                "\"status\":\"PUBLISH_COMPLETE\"",
                new Found.Landed(new RemoteId("publish:" + Handle), new Uri("https://www.tiktok.com/@news_example"))
            },
            {
                "\"status\":\"FAILED\",\"fail_reason\":\"picture_size_check_failed\"",
                new Found.Failed("picture_size_check_failed", "TikTok refuses a picture's size.")
            },
            {
                "\"status\":\"FAILED\",\"fail_reason\":\"news_reason\"",
                new Found.Failed("news_reason", "TikTok could not publish the post: news_reason.")
            },
        };

    [Theory]
    [MemberData(nameof(States))]
    public async Task A_state_tells_what_became_of_the_post(string data, Found expected)
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Server.On(TikTokTrial.StatusPath, $$$"""{"data":{{{{data}}}},"error":{"code":"ok"}}""");

        var found = await trial.FindAsync(Handle, ("username", "news_example"));

        Assert.Equal(expected, found);
        Assert.Equal($$"""{"publish_id":"{{Handle}}"}""", trial.Server.Call(TikTokTrial.StatusPath).Body);
    }

    [Theory]
    [InlineData(400, "invalid_publish_id")]
    [InlineData(401, "access_token_invalid")]
    [InlineData(200, "something_new")]
    public async Task A_question_that_is_refused_leaves_it_unknown(int status, string code)
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Server.On(TikTokTrial.StatusPath, TikTokTrial.Error(code), status);

        Assert.IsType<Found.Unknown>(await trial.FindAsync(Handle));
    }

    [Fact]
    public async Task Too_many_questions_wait_a_minute()
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Server.On(TikTokTrial.StatusPath, TikTokTrial.Error("rate_limit_exceeded"), 429);

        Assert.Equal(TimeSpan.FromMinutes(1), Assert.IsType<Found.Unknown>(await trial.FindAsync(Handle)).After);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_answer_is_missing_only_when_nobody_fetched_the_pictures(bool unfetched)
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Engine.Unfetched = unfetched;

        var found = await trial.FindAsync(handle: null);

        Assert.Equal(unfetched ? typeof(Found.Missing) : typeof(Found.Unknown), found.GetType());
        Assert.Empty(trial.Server.Calls);
    }

    [Fact]
    public async Task Taking_down_is_a_persons_work_and_comes_with_the_link()
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Server.On(TikTokTrial.CreatorPath, TikTokTrial.Creator);

        var removal = await trial.Network.RemoveAsync(new RemoteId("73"), trial.Access, TestContext.Current.CancellationToken);

        Assert.Equal(new Uri("https://www.tiktok.com/@news_example/video/73"), Assert.IsType<Removal.Manual>(removal).Link);
    }

    [Fact]
    public async Task A_check_tells_the_account_and_that_nothing_can_be_taken_down()
    {
        await using var trial = await TikTokTrial.StartAsync();
        trial.Server.On(TikTokTrial.CreatorPath, TikTokTrial.Creator);

        var check = await trial.Network.CheckAsync(trial.Access, TestContext.Current.CancellationToken);

        Assert.Equal((true, "@news_example", true, false), (check.Ok, check.Account, check.CanPublish, check.CanTakeDown));
    }

    [Fact]
    public async Task A_check_with_a_dead_token_points_at_the_credentials()
    {
        await using var trial = await TikTokTrial.StartAsync("inbox");
        trial.Server.On(TikTokTrial.CreatorPath, TikTokTrial.Error("access_token_invalid"), 401);

        var check = await trial.Network.CheckAsync(trial.Access, TestContext.Current.CancellationToken);

        Assert.Equal((Outcome.TokenTrouble, "credentials"), (check.Problems[0].Code, check.Problems[0].Field));
    }
}

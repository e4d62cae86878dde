using Publisher.Channels;

namespace Publisher.Tests.Channels.TikTok;

public sealed class TikTokTokensTests
{
    private const string Renewed =
        """{"access_token":"act.new","expires_in":86400,"refresh_token":"rft.new","open_id":"o","scope":"video.publish"}""";

    [Fact]
    public async Task A_token_that_ran_out_is_renewed_saved_and_only_then_used()
    {
        await using var trial = await TikTokTrial.StartAsync(renewable: true);
        trial
            .Server.On(TikTokTrial.CreatorPath, TikTokTrial.Error("access_token_invalid"), 401)
            .On(TikTokTrial.CreatorPath, TikTokTrial.Creator)
            .On(TikTokTrial.TokenPath, Renewed);

        Assert.IsType<Prepared.Ready>(await trial.PrepareAsync());

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["client_key"] = "key",
                ["client_secret"] = "hush",
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = "rft.old",
            },
            trial.Server.Call(TikTokTrial.TokenPath).Fields
        );
        var saved = Assert.Single(trial.Engine.Saved);
        Assert.Equal(("act.new", "rft.new", "hush"), (saved["accessToken"], saved["refreshToken"], saved["clientSecret"]));
        Assert.Equal("Bearer act.new", trial.Server.Calls[^1].Authorization);
    }

    [Fact]
    public async Task Publishing_uses_the_renewed_token_though_its_access_is_older()
    {
        await using var trial = await TikTokTrial.StartAsync(renewable: true);
        trial
            .Server.On(TikTokTrial.CreatorPath, TikTokTrial.Error("access_token_invalid"), 401)
            .On(TikTokTrial.CreatorPath, TikTokTrial.Creator)
            .On(TikTokTrial.TokenPath, Renewed)
            .On(TikTokTrial.InitPath, """{"data":{"publish_id":"p"},"error":{"code":"ok"}}""");
        await trial.PrepareAsync();

        await trial.PublishAsync();

        Assert.Equal("Bearer act.new", trial.Server.Call(TikTokTrial.InitPath).Authorization);
    }

    [Fact]
    [Trait("Requirement", "REL-17")]
    public async Task Many_callers_at_once_renew_once()
    {
        await using var trial = await TikTokTrial.StartAsync(renewable: true);
        foreach (var _ in Enumerable.Range(0, 8))
        {
            trial.Server.On(TikTokTrial.CreatorPath, TikTokTrial.Error("access_token_invalid"), 401);
        }

        trial.Server.On(TikTokTrial.CreatorPath, TikTokTrial.Creator).On(TikTokTrial.TokenPath, Renewed);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => trial.PrepareAsync()));

        Assert.Single(trial.Server.Calls, call => call.Path.EndsWith(TikTokTrial.TokenPath, StringComparison.Ordinal));
        Assert.Single(trial.Engine.Saved);
    }

    [Fact]
    [Trait("Requirement", "REL-17")]
    public async Task A_renewal_that_is_refused_means_reconnect_and_is_not_repeated()
    {
        await using var trial = await TikTokTrial.StartAsync("inbox", renewable: true);
        trial
            .Server.On(TikTokTrial.CreatorPath, TikTokTrial.Error("access_token_invalid"), 401)
            .On(TikTokTrial.TokenPath, """{"error":"invalid_grant","error_description":"rft.old has expired","log_id":"1"}""");

        var refused = Assert.IsType<Outcome.Refused>(Assert.IsType<Prepared.Failed>(await trial.PrepareAsync()).Why);

        Assert.True(refused.IsTokenTrouble);
        Assert.DoesNotContain("rft.old", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(2, trial.Server.Calls.Count);
        Assert.Empty(trial.Engine.Saved);
    }

    [Fact]
    public async Task A_publishing_call_never_renews()
    {
        await using var trial = await TikTokTrial.StartAsync(renewable: true);
        trial.Server.On(TikTokTrial.CreatorPath, TikTokTrial.Error("access_token_invalid"), 401);

        Assert.True(Assert.IsType<Outcome.Refused>(await trial.PublishAsync()).IsTokenTrouble);
        Assert.Single(trial.Server.Calls);
    }

    [Fact]
    public async Task An_access_that_is_two_renewals_old_still_gets_the_newest_token()
    {
        await using var trial = await TikTokTrial.StartAsync(renewable: true);
        trial
            .Server.On(TikTokTrial.CreatorPath, TikTokTrial.Error("access_token_invalid"), 401)
            .On(TikTokTrial.CreatorPath, TikTokTrial.Creator)
            .On(TikTokTrial.CreatorPath, TikTokTrial.Error("access_token_invalid"), 401)
            .On(TikTokTrial.CreatorPath, TikTokTrial.Creator)
            .On(TikTokTrial.TokenPath, Renewed)
            .On(TikTokTrial.TokenPath, Renewed.Replace(".new", ".newest", StringComparison.Ordinal));

        await trial.PrepareAsync();
        await trial.PrepareAsync();
        await trial.PrepareAsync();

        Assert.Equal(
            "rft.new",
            trial.Server.Calls.Last(call => call.Path.EndsWith(TikTokTrial.TokenPath, StringComparison.Ordinal)).Fields["refresh_token"]
        );
        Assert.Equal("Bearer act.newest", trial.Server.Calls[^1].Authorization);
    }
}

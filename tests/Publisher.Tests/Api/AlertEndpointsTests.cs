using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts.Watch;
using Publisher.Tests.Scheduler;

namespace Publisher.Tests.Api;

public sealed class AlertEndpointsTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task An_alert_is_listed_and_acknowledged_by_name_once()
    {
        var (mine, _) = await RaiseTwoAsync();
        using var lead = await _app.ClientForAsync("lead");
        using var other = await _app.ClientForAsync("other");

        var alert = (await lead.Get("/v1/alerts?state=open&kind=channel_needs_reconnect").JsonAsync())
            .Items()
            .Single(item => item.Text("channelId") == mine);
        var seen = await lead.Post($"/v1/alerts/{alert.Text("id")}/acknowledge").JsonAsync();
        await other.Post($"/v1/alerts/{alert.Text("id")}/acknowledge").JsonAsync();

        Assert.StartsWith("alr_", alert.Text("id"), StringComparison.Ordinal);
        Assert.Equal(("acknowledged", "lead"), (seen.Text("state"), seen.Text("acknowledgedBy")));
        var later = (await lead.Get("/v1/alerts?state=acknowledged").JsonAsync()).Items().Single();
        Assert.Equal("lead", later.Text("acknowledgedBy"));
    }

    [Fact]
    [Trait("Requirement", "SEC-03")]
    public async Task A_key_limited_to_channels_sees_their_alerts_only()
    {
        var (mine, others) = await RaiseTwoAsync();
        using var limited = await _app.LimitedClientAsync("limited", [mine], "read", "publish");
        using var lead = await _app.ClientForAsync("lead");

        var visible = (await limited.Get("/v1/alerts").JsonAsync()).Items();
        var foreign = (await lead.Get("/v1/alerts").JsonAsync()).Items().Single(item => item.Text("channelId") == others);

        Assert.Equal(mine, Assert.Single(visible).Text("channelId"));
        Assert.Equal("not_found", await limited.Post($"/v1/alerts/{foreign.Text("id")}/acknowledge").CodeAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Alerts_come_in_pages_and_unknown_filters_are_told()
    {
        await RaiseTwoAsync();
        using var lead = await _app.ClientForAsync("lead");

        var first = await lead.Get("/v1/alerts?limit=1").JsonAsync();
        var second = await lead.Get($"/v1/alerts?limit=1&cursor={first.Text("nextCursor")}").JsonAsync();

        Assert.NotEqual(first.Items().Single().Text("id"), second.Items().Single().Text("id"));
        Assert.Equal("invalid", await lead.Get("/v1/alerts?state=loud&kind=odd").CodeAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task The_address_of_the_settings_is_told_under_a_signature()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await using var app = new PublisherApp(settings: ("Alerts:WebhookUrl", receiver.Address.ToString()));
        using var admin = app.Admin();
        var secret = (await admin.Post("/v1/webhooks/wh_alerts/rotate").JsonAsync()).Text("secret");
        await Pieces.NewChannelAsync(admin);
        await app.Store.WriteAsync(
            scope => scope.Db.Channels.ExecuteUpdateAsync(row => row.SetProperty(channel => channel.NeedsReconnect, true)),
            TestContext.Current.CancellationToken
        );

        await app.Services.GetRequiredService<Alerts>().CheckAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 500 && receiver.Calls.Count == 0; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.True(Assert.Single(receiver.Calls).IsSignedWith(secret, TimeProvider.System.GetUtcNow()));
    }

    private async Task<(string Mine, string Others)> RaiseTwoAsync()
    {
        using var admin = _app.Admin();
        var (mine, others) = (await Pieces.NewChannelAsync(admin), await Pieces.NewChannelAsync(admin, name: "Other news"));
        await _app.Store.WriteAsync(
            scope => scope.Db.Channels.ExecuteUpdateAsync(row => row.SetProperty(channel => channel.NeedsReconnect, true)),
            TestContext.Current.CancellationToken
        );
        await _app.Services.GetRequiredService<Alerts>().CheckAsync(TestContext.Current.CancellationToken);
        return (mine, others);
    }
}

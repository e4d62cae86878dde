using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

public sealed class AlertTests(PostgresServer postgres)
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public static TheoryData<string> Storages { get; } = ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-23")]
    public async Task A_post_that_is_stuck_raises_one_alert_which_is_resolved_by_itself(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Uncertain("No answer."));
        engine.Network.Founds.Enqueue(new Found.Unknown("Away.", TimeSpan.FromHours(1)));
        var post = await engine.AddDuePostAsync();
        await engine.SweepAsync();

        await CheckAsync(engine);
        Assert.Empty(await AlertsAsync(engine));
        engine.Wait(Troubles.Doubt + TimeSpan.FromMinutes(1));
        await CheckAsync(engine);
        await CheckAsync(engine);

        var alert = Assert.Single(await AlertsAsync(engine));
        Assert.Equal((AlertKind.PostStuck, post.Id, "uncertain"), (alert.Kind, alert.PostId, alert.Cause));
        Assert.Single(await engine.EventsAsync(), EventTypes.AlertRaised);
        engine.Network.Founds.Enqueue(new Found.Landed(new RemoteId("1"), null));
        engine.Wait(TimeSpan.FromHours(1));
        await engine.SweepAsync();
        await CheckAsync(engine);
        Assert.NotNull(Assert.Single(await AlertsAsync(engine)).ResolvedAt);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-23")]
    public async Task A_post_past_its_time_that_nothing_holds_raises_an_alert_and_a_held_one_does_not(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        await CheckAsync(engine);
        var overdue = await engine.AddDuePostAsync("ch_1");
        await engine.AddDuePostAsync("ch_2");
        await engine.WriteAsync(scope =>
            scope
                .Db.Channels.Where(channel => channel.Id == "ch_2")
                .ExecuteUpdateAsync(row => row.SetProperty(channel => channel.Enabled, false), CancellationToken)
        );
        engine.Wait(Troubles.Overdue + TimeSpan.FromMinutes(1));

        await CheckAsync(engine);

        var alert = Assert.Single(await AlertsAsync(engine));
        Assert.Equal((AlertKind.PostOverdue, overdue.Id), (alert.Kind, alert.PostId));
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-23")]
    public async Task A_post_that_is_tried_again_and_again_is_overdue_all_the_same(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        await CheckAsync(engine);
        var tried = await engine.AddDuePostAsync();
        for (var i = 1; i <= 4; i++)
        {
            engine.Network.Outcomes.Enqueue(new Outcome.NotSent("No connection."));
            await engine.SweepAsync();
            engine.Wait(i < 4 ? RetryPlan.Wait(i, null) : Troubles.Overdue);
        }

        await CheckAsync(engine);

        Assert.True((await engine.FindAsync(tried)).DueAt > engine.Now);
        var alert = Assert.Single(await AlertsAsync(engine));
        Assert.Equal((AlertKind.PostOverdue, tried.Id), (alert.Kind, alert.PostId));
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-17")]
    [Trait("Requirement", "REL-20")]
    public async Task What_only_a_person_can_mend_raises_an_alert(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var waiting = await engine.AddDuePostAsync("ch_1");
        engine.Network.Outcomes.Enqueue(new Outcome.Refused(Outcome.TokenTrouble, "The token was revoked."));
        await engine.SweepAsync();
        var tried = await engine.AddDuePostAsync("ch_2");
        for (var i = 0; i < RetryPlan.MostTries; i++)
        {
            engine.Network.Outcomes.Enqueue(new Outcome.NotSent("No connection."));
            await engine.SweepAsync();
            engine.Wait(RetryPlan.Wait(i + 1, null));
        }

        await CheckAsync(engine);

        var alerts = await AlertsAsync(engine);
        Assert.Equal("ch_1", Assert.Single(alerts, alert => alert.Kind is AlertKind.ChannelNeedsReconnect).ChannelId);
        Assert.Equal(tried.Id, Assert.Single(alerts, alert => alert.Kind is AlertKind.PostNeedsAttention).PostId);
        Assert.DoesNotContain(alerts, alert => alert.PostId == waiting.Id);
    }

    [Fact]
    [Trait("Requirement", "REL-23")]
    public async Task Of_many_nodes_that_look_at_once_one_raises_the_alert()
    {
        await using var engine = await TestEngine.StartAsync("postgres", postgres);
        await engine.AddChannelAsync();
        await NeedsReconnectAsync(engine, true);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => CheckAsync(engine))));

        Assert.Single(await AlertsAsync(engine));
        Assert.Single(await engine.EventsAsync(), EventTypes.AlertRaised);
    }

    [Fact]
    public async Task A_trouble_that_comes_back_raises_a_new_alert()
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        await engine.AddChannelAsync();

        foreach (var trouble in new[] { true, false, true })
        {
            await NeedsReconnectAsync(engine, trouble);
            await CheckAsync(engine);
            engine.Wait(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([false, true], (await AlertsAsync(engine)).Select(alert => alert.ResolvedAt is null));
    }

    private static Task NeedsReconnectAsync(TestEngine engine, bool value) =>
        engine.WriteAsync(scope =>
            scope.Db.Channels.ExecuteUpdateAsync(row => row.SetProperty(channel => channel.NeedsReconnect, value), CancellationToken)
        );

    private static Task CheckAsync(TestEngine engine) => engine.Get<Alerts>().CheckAsync(CancellationToken);

    private static async Task<List<Alert>> AlertsAsync(TestEngine engine)
    {
        await using var db = engine.Store.Read();
        return await db.Alerts.OrderBy(alert => alert.Id).ToListAsync(CancellationToken);
    }
}

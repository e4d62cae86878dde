using Publisher.Channels;
using Publisher.Posts;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

/// <summary>The clock is set back by an hour: what waited for a moment of the old clock waits no longer than it would have.</summary>
[Trait("Requirement", "CP-24")]
public sealed class ClockWaitsTests(PostgresServer postgres)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<string> Storages { get; } = ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_channel_that_has_just_sent_keeps_its_gap_and_not_an_hour(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Profile = engine.Network.Profile with { Pace = new Pace(Burst: 1, TimeSpan.FromSeconds(20)) };
        await engine.AddChannelAsync(minGap: TimeSpan.FromSeconds(10));
        await engine.ScheduleAsync(await engine.AddApprovedContentAsync("ch_1"));
        await engine.SweepAsync();

        await engine.SetClockBackAsync(Hour);
        var post = await engine.ScheduleAsync(await engine.AddApprovedContentAsync("ch_1"), after: TimeSpan.FromSeconds(1));
        engine.Wait(TimeSpan.FromSeconds(19));
        await engine.SweepAsync();
        Assert.Single(engine.Network.Published);
        engine.Wait(TimeSpan.FromSeconds(1));
        await engine.SweepAsync();

        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_clock_that_was_set_back_while_nothing_ran_is_noticed_by_the_last_event(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var waits = engine.Get<ClockWaits>();
        Assert.Equal(TimeSpan.Zero, await waits.AheadAsync(TestContext.Current.CancellationToken));
        await engine.AddDuePostAsync();
        await engine.SweepAsync();
        Assert.Equal(TimeSpan.Zero, await waits.AheadAsync(TestContext.Current.CancellationToken));

        engine.SetClockBack(Hour);

        Assert.Equal(Hour, await waits.AheadAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_doubt_is_asked_about_as_soon_as_it_would_have_been(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Accepted("handle-1", TimeSpan.FromSeconds(15)));
        engine.Network.Founds.Enqueue(new Found.Landed(new RemoteId("7"), null));
        var post = await engine.AddDuePostAsync();
        await engine.SweepAsync();

        await engine.SetClockBackAsync(Hour);
        engine.Wait(TimeSpan.FromSeconds(14));
        await engine.SweepAsync();
        Assert.Equal(0, engine.Network.Asked);
        engine.Wait(TimeSpan.FromSeconds(1));
        await engine.SweepAsync();

        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_further_try_waits_as_long_as_it_would_have_but_never_goes_before_the_posts_time(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var (early, late) = (await engine.AddDuePostAsync("ch_1"), await AddLaterAsync(engine));
        engine.Wait(Hour);
        engine.Network.Outcomes.Enqueue(new Outcome.NotSent("No connection."));
        engine.Network.Outcomes.Enqueue(new Outcome.NotSent("No connection."));
        await engine.SweepAsync();

        await engine.SetClockBackAsync(Hour);
        engine.Wait(RetryPlan.Wait(1, null));
        await engine.SweepAsync();

        Assert.Equal(PostState.Published, (await engine.FindAsync(early)).State);
        Assert.Equal(PostState.Scheduled, (await engine.FindAsync(late)).State);
        engine.Wait(Hour - RetryPlan.Wait(1, null));
        await engine.SweepAsync();
        Assert.Equal(PostState.Published, (await engine.FindAsync(late)).State);
        Assert.Equal(4, engine.Network.Published.Count);
    }

    /// <summary>Due an hour from now.</summary>
    private static async Task<Post> AddLaterAsync(TestEngine engine)
    {
        await engine.AddChannelAsync("ch_2");
        return await engine.ScheduleAsync(await engine.AddApprovedContentAsync("ch_2"), "ch_2", Hour);
    }
}

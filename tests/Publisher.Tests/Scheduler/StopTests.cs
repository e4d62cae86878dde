using Publisher.Channels;
using Publisher.Posts;
using Publisher.Scheduler;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

public sealed class StopTests(PostgresServer postgres)
{
    [Fact]
    [Trait("Requirement", "REL-19")]
    public async Task At_a_stop_nothing_new_is_claimed_and_what_ends_in_time_is_recorded()
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        var answered = new TaskCompletionSource();
        engine.Network.WhilePublishing = () => answered.Task;
        var sending = await engine.AddDuePostAsync("ch_1");
        await engine.PrepareAsync(sending);
        await DeliverAsync(engine);
        var waiting = await engine.AddDuePostAsync("ch_2");
        await engine.PrepareAsync(waiting);

        var stop = engine.Get<Publisher.Scheduler.Deliverer>().StopAsync(CancellationToken.None);
        await DeliverAsync(engine);
        answered.SetResult();
        await stop;

        Assert.Equal(PostState.Published, (await engine.FindAsync(sending)).State);
        Assert.Empty((await engine.FindAsync(waiting)).Attempts);
        Assert.Single(engine.Network.Published);
    }

    [Fact]
    [Trait("Requirement", "REL-19")]
    public async Task What_does_not_end_in_time_stays_a_committed_attempt()
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        engine.Network.WhilePublishing = () => new TaskCompletionSource().Task;
        var post = await engine.AddDuePostAsync();
        await engine.PrepareAsync(post);
        await DeliverAsync(engine);
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await engine.Get<Publisher.Scheduler.Deliverer>().StopAsync(limit.Token);

        var left = await engine.FindAsync(post);
        Assert.Equal(PostState.Publishing, left.State);
        Assert.Null(Assert.Single(left.Attempts).FinishedAt);
        Assert.True(Engine.StopTime <= TimeSpan.FromSeconds(25));
    }

    [Fact]
    [Trait("Requirement", "REL-20")]
    public async Task A_channel_that_hangs_delays_no_other()
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        var hang = new TaskCompletionSource();
        engine.Network.WhilePublishing = () => hang.Task;
        var hung = await engine.AddDuePostAsync("ch_hung");
        await engine.PrepareAsync(hung);
        await DeliverAsync(engine);
        await UntilAsync(() => engine.Network.Published.Count == 1);
        engine.Network.WhilePublishing = null;
        var others = new List<Post>();
        for (var i = 0; i < 20; i++)
        {
            others.Add(await engine.AddDuePostAsync($"ch_{i}"));
            await engine.PrepareAsync(others[^1]);
        }

        await DeliverAsync(engine);
        await UntilAsync(() => engine.Network.Published.Count == 21);

        foreach (var post in others)
        {
            Assert.Equal(TimeSpan.Zero, (await engine.FindAsync(post)).LateBy); // the clock stood still
        }

        hang.SetResult();
        await engine.Get<Publisher.Scheduler.Deliverer>().LandedAsync();
        Assert.Equal(PostState.Published, (await engine.FindAsync(hung)).State);
    }

    private static Task DeliverAsync(TestEngine engine) =>
        engine.Get<Publisher.Scheduler.Deliverer>().DeliverDueAsync(TestContext.Current.CancellationToken);

    private static async Task UntilAsync(Func<bool> done)
    {
        for (var i = 0; i < 1000 && !done(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.True(done());
    }
}

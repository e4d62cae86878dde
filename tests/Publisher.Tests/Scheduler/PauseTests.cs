using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

[Trait("Requirement", "REL-15")]
public sealed class PauseTests(PostgresServer postgres)
{
    public static TheoryData<string> Storages { get; } = ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_paused_channel_is_held_from_its_preparing_calls_on_and_the_others_are_not(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var (held, other) = (await engine.AddDuePostAsync("ch_1"), await engine.AddDuePostAsync("ch_2"));
        await PauseAsync(engine, "ch_1");

        await engine.SweepAsync();

        Assert.False((await engine.FindAsync(held)).IsPrepared);
        Assert.Equal(PostState.Scheduled, (await engine.FindAsync(held)).State);
        Assert.Equal(PostState.Published, (await engine.FindAsync(other)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Crash point", "25")]
    public async Task What_was_prepared_is_not_sent_once_everything_is_paused(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();
        await engine.PrepareAsync(post);
        await PauseAsync(engine);

        await engine.SweepAsync();

        Assert.Empty(engine.Network.Published);
        Assert.Empty((await engine.FindAsync(post)).Attempts);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Crash point", "26")]
    public async Task The_part_that_is_under_way_lands_and_the_next_one_waits_for_the_end_of_the_pause(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddThreePartPostAsync();
        var pause = new TaskCompletionSource<Pause>();
        engine.Network.WhilePublishing = async () =>
            pause.TrySetResult(pause.Task.IsCompleted ? await pause.Task : await PauseAsync(engine));

        await engine.SweepAsync();
        var held = await engine.FindAsync(post);
        engine.Wait(TimeSpan.FromMinutes(1));
        await engine.SweepAsync();
        Assert.Equal((PostState.Scheduled, 1, 1), (held.State, held.Parts.Count, engine.Network.Published.Count));

        await EndAsync(engine, await pause.Task);
        await engine.SweepAsync();

        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
        Assert.Equal([1, 2, 3], engine.Network.Published.Select(call => call.Part.Number));
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task After_a_resume_what_is_overdue_goes_in_order_one_a_minute_and_what_is_too_late_is_missed(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        await engine.AddChannelAsync();
        var posts = new List<Post>();
        for (var minute = 3; minute > 0; minute--)
        {
            posts.Insert(0, await AddAsync(engine, TimeSpan.FromMinutes(minute)));
        }

        var late = await AddAsync(engine, TimeSpan.FromMinutes(1), limit: TimeSpan.FromMinutes(30));
        var pause = await PauseAsync(engine, "ch_1");
        engine.Wait(TimeSpan.FromHours(1));
        await EndAsync(engine, pause);

        var published = new List<int>();
        for (var minute = 0; minute < 3; minute++)
        {
            await engine.SweepAsync();
            engine.Wait(TimeSpan.FromSeconds(59));
            await engine.SweepAsync();
            published.Add(engine.Network.Published.Count);
            engine.Wait(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([1, 2, 3], published);
        var times = await Task.WhenAll(posts.Select(async post => (await engine.FindAsync(post)).PublishedAt));
        Assert.Equal(times.Order(), times);
        Assert.Equal(PostState.Missed, (await engine.FindAsync(late)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task What_is_due_after_the_resume_keeps_only_the_gap_of_its_channel(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        await engine.AddChannelAsync(minGap: TimeSpan.FromSeconds(5));
        await EndAsync(engine, await PauseAsync(engine, "ch_1"));
        await AddAsync(engine, TimeSpan.FromSeconds(10));
        await AddAsync(engine, TimeSpan.FromSeconds(10));

        engine.Wait(TimeSpan.FromSeconds(10));
        await engine.SweepAsync();
        engine.Wait(TimeSpan.FromSeconds(5));
        await engine.SweepAsync();

        Assert.Equal(2, engine.Network.Published.Count);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task Takedown_and_asking_the_network_go_on_under_a_pause(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var landed = await engine.AddDuePostAsync("ch_1");
        await engine.SweepAsync();
        engine.Network.Outcomes.Enqueue(new Outcome.Uncertain("No answer."));
        engine.Network.Founds.Enqueue(new Found.Landed(new RemoteId("9"), null));
        engine.Network.WhilePublishing = () => PauseAsync(engine);
        var doubtful = await engine.AddDuePostAsync("ch_2");

        await engine.SweepAsync();
        await engine.WriteAsync(scope =>
            engine
                .Get<Takedowns>()
                .StartAsync(scope, landed.ContentId, "A source is in danger.", "lead", TestContext.Current.CancellationToken)
        );
        await engine.SweepAsync();

        Assert.Equal(PostState.Published, (await engine.FindAsync(doubtful)).State);
        Assert.Equal(PostState.Removed, (await engine.FindAsync(landed)).State);
    }

    /// <summary>Once the pause is committed no further attempt is, whatever the engine was in the middle of.</summary>
    [Theory]
    [MemberData(nameof(Storages))]
    public async Task In_the_middle_of_a_burst_of_1000_nothing_begins_after_the_pause_is_answered(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        await Burst.AddAsync(engine.Store, engine.Get<Secrets>(), posts: 1000);
        var enough = new TaskCompletionSource();
        engine.Network.WhilePublishing = () =>
        {
            if (engine.Network.Published.Count >= 200)
            {
                enough.TrySetResult();
            }

            return Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        };

        var burst = Task.Run(engine.SweepAsync, TestContext.Current.CancellationToken);
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await PauseAsync(engine);
        var begun = await AttemptsAsync(engine);
        await burst;
        await engine.SweepAsync();

        Assert.InRange(begun, 200, 999);
        Assert.Equal(begun, await AttemptsAsync(engine));
        Assert.Equal(begun, engine.Network.Published.Count);
    }

    private static async Task<Post> AddAsync(TestEngine engine, TimeSpan after, TimeSpan? limit = null) =>
        await engine.ScheduleAsync(await engine.AddApprovedContentAsync("ch_1"), after: after, latenessLimit: limit);

    private static Task<Pause> PauseAsync(TestEngine engine, string? channel = null) =>
        engine.WriteAsync(scope =>
            engine.Get<Pauses>().StartAsync(scope, channel, "An arrest is reported.", "lead", TestContext.Current.CancellationToken)
        );

    private static Task EndAsync(TestEngine engine, Pause pause) =>
        engine.WriteAsync(async scope =>
        {
            var row = await scope.Db.Pauses.SingleAsync(row => row.Id == pause.Id, TestContext.Current.CancellationToken);
            await engine.Get<Pauses>().EndAsync(scope, row, "editor", TestContext.Current.CancellationToken);
            return row;
        });

    private static async Task<int> AttemptsAsync(TestEngine engine)
    {
        await using var db = engine.Store.Read();
        return await db.Attempts.CountAsync(TestContext.Current.CancellationToken);
    }
}

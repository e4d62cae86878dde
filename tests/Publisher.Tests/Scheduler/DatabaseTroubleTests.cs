using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Scheduler;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

/// <summary>A database that takes nothing, or takes it and cannot say so.</summary>
public sealed class DatabaseTroubleTests(PostgresServer postgres)
{
    private readonly TroubledCommits _commits = new();

    public static TheoryData<string> Storages { get; } = ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "CP-21")]
    public async Task On_a_full_disk_nothing_is_sent_until_a_write_works_again(string storage)
    {
        await using var engine = await StartAsync(storage);
        var post = await engine.AddDuePostAsync();
        await engine.PrepareAsync(post);
        _commits.Before = Full(storage);

        await Assert.ThrowsAnyAsync<Exception>(() => DeliverAsync(engine));
        await engine.SweepAsync();
        Assert.False(await engine.Get<DiskProbe>().TryAsync(TestContext.Current.CancellationToken));

        Assert.True(engine.Get<DiskRoom>().IsShort);
        Assert.Empty(engine.Network.Published);
        _commits.Before = null;
        Assert.True(await engine.Get<DiskProbe>().TryAsync(TestContext.Current.CancellationToken));
        await engine.SweepAsync();
        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
        Assert.Single(engine.Network.Published);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "CP-21")]
    public async Task A_claim_that_found_no_room_does_not_make_the_attempt_after_it_look_older(string storage)
    {
        await using var engine = await StartAsync(storage);
        var post = await engine.AddDuePostAsync();
        await engine.PrepareAsync(post);
        _commits.Before = Full(storage);
        await Assert.ThrowsAnyAsync<Exception>(() => DeliverAsync(engine));
        engine.Wait(AttemptDeadline.Length + engine.Network.Profile.VisibilityLag);
        _commits.Before = null;
        await engine.Get<DiskProbe>().TryAsync(TestContext.Current.CancellationToken);
        engine.Network.Outcomes.Enqueue(new Outcome.Uncertain("The answer was lost."));

        await engine.SweepAsync();
        engine.Wait(TimeSpan.FromSeconds(6));
        await engine.SweepAsync();

        Assert.Equal((PostState.Uncertain, 0), ((await engine.FindAsync(post)).State, (await engine.FindAsync(post)).TimesMissing));
        Assert.Single(engine.Network.Published);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "CP-22")]
    public async Task A_result_that_finds_no_room_is_held_and_written_later_and_nobody_asks_or_sends_again(string storage)
    {
        await using var engine = await StartAsync(storage);
        var post = await engine.AddDuePostAsync();
        await engine.PrepareAsync(post);
        engine.Network.WhilePublishing = () => Task.FromResult(_commits.Before = Full(storage));

        await DeliverAsync(engine);
        await UntilAsync(() => engine.Get<HeldResults>().Posts.Count == 1);
        engine.Wait(Leases.Sending + TimeSpan.FromSeconds(1));
        _commits.Before = null;
        await engine.Get<DiskProbe>().TryAsync(TestContext.Current.CancellationToken);
        await engine.Get<Reconciler>().ReconcileDueAsync(TestContext.Current.CancellationToken);
        await LandAsync(engine);

        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
        Assert.Single(engine.Network.Published);
        Assert.Equal(0, engine.Network.Asked);
        Assert.Empty(engine.Get<HeldResults>().Posts);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "CP-20")]
    public async Task A_claim_whose_commit_lost_its_answer_is_read_again_and_sent_once(string storage)
    {
        await using var engine = await StartAsync(storage);
        var post = await engine.AddDuePostAsync();
        await engine.PrepareAsync(post);
        _commits.After = Lost(storage);

        await DeliverAsync(engine);
        await engine.SweepAsync();

        Assert.Null(_commits.After);
        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
        Assert.Single((await engine.FindAsync(post)).Attempts);
        Assert.Single(engine.Network.Published);
        Assert.Equal(0, engine.Network.Asked);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "CP-20")]
    public async Task A_result_whose_commit_lost_its_answer_is_read_again_and_the_next_part_goes_on(string storage)
    {
        await using var engine = await StartAsync(storage);
        var post = await engine.AddThreePartPostAsync();
        await engine.PrepareAsync(post);
        engine.Network.WhilePublishing = () =>
        {
            _commits.After = engine.Network.Published.Count == 1 ? Lost(storage) : null;
            return Task.CompletedTask;
        };

        await DeliverAsync(engine);
        await LandAsync(engine);

        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
        Assert.Equal([1, 2, 3], engine.Network.Published.Select(call => call.Part.Number));
        Assert.Equal(0, engine.Network.Asked);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "CP-19")]
    public async Task A_result_that_meets_another_writer_is_not_thrown_away(string storage)
    {
        await using var engine = await StartAsync(storage);
        var post = await engine.AddDuePostAsync();
        await engine.PrepareAsync(post);
        engine.Network.WhilePublishing = () => Task.FromResult(_commits.Next = new DbUpdateConcurrencyException());

        await DeliverAsync(engine);
        await LandAsync(engine);

        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
        Assert.Single(engine.Network.Published);
        Assert.Equal(0, engine.Network.Asked);
    }

    [Theory]
    [InlineData(13, 13, true)]
    [InlineData(10, 4874, true)]
    [InlineData(5, 5, false)]
    public void A_full_disk_is_known_by_its_code(int code, int extended, bool isFull) =>
        Assert.Equal(isFull, DiskRoom.IsNoRoom(new DbUpdateException("", new SqliteException("", code, extended))));

    /// <summary>Then an answer says that it is not known whether anything was changed.</summary>
    [Theory]
    [InlineData("08006", true)]
    [InlineData("57P01", true)]
    [InlineData("53300", true)]
    [InlineData("28P01", true)]
    [InlineData("55000", true)]
    [InlineData("23505", false)]
    public void A_database_that_is_away_is_known_by_its_code(string code, bool isAway)
    {
        Assert.Equal(isAway, DatabaseAway.IsToldBy(new InvalidOperationException("", new PostgresException("", "FATAL", "FATAL", code))));
        Assert.True(DatabaseAway.IsToldBy(new DbUpdateException("", Lost("postgres"))));
        Assert.False(DatabaseAway.IsToldBy(Lost("sqlite")));
    }

    [Fact]
    public void A_full_disk_of_the_media_is_known_by_its_code() => Assert.True(DiskRoom.IsNoRoom(new IOException("", 28)));

    private Task<TestEngine> StartAsync(string storage) =>
        TestEngine.StartAsync(
            storage,
            postgres,
            services =>
                services
                    .ConfigureDbContext<SqlitePublisherDb>(options => options.AddInterceptors(_commits))
                    .ConfigureDbContext<PostgresPublisherDb>(options => options.AddInterceptors(_commits))
        );

    private static Task DeliverAsync(TestEngine engine) =>
        engine.Get<Publisher.Scheduler.Deliverer>().DeliverDueAsync(TestContext.Current.CancellationToken);

    private static Exception Full(string storage) =>
        storage == "postgres"
            ? new PostgresException("could not extend file: No space left on device", "ERROR", "ERROR", "53100")
            : new SqliteException("database or disk is full", 13);

    private static Exception Lost(string storage) =>
        storage == "postgres"
            ? new NpgsqlException("Exception while reading from stream", new IOException())
            : new SqliteException("disk I/O error", 10);

    /// <summary>Moves the clock until nothing is under way.</summary>
    private static Task LandAsync(TestEngine engine) =>
        UntilAsync(() =>
        {
            engine.Wait(TimeSpan.FromMilliseconds(100));
            return engine.Get<Publisher.Scheduler.Deliverer>().LandedAsync().IsCompleted;
        });

    private static async Task UntilAsync(Func<bool> done)
    {
        for (var i = 0; i < 1000 && !done(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.True(done());
    }
}

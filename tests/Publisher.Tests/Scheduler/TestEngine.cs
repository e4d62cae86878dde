using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Scheduler;
using Publisher.Tests.Posts;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

/// <summary>The delivery engine over a real database and a network that answers as told, on a clock that is moved by hand.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private readonly TestDiary _diary;

    private TestEngine(TestDiary diary, StubNetwork network) => (_diary, Network) = (diary, network);

    public StubNetwork Network { get; }
    public Store Store => _diary.Store;
    public DateTimeOffset Now => _diary.Time.GetUtcNow();

    public static async Task<TestEngine> StartAsync(string storage, PostgresServer postgres, Action<IServiceCollection>? add = null)
    {
        var network = new StubNetwork();
        var diary = await TestDiary.OpenAsync(
            services =>
            {
                services.AddChannels().AddSingleton<INetwork>(network);
                services.AddSingleton<Deliverer>().AddSingleton<Reconciler>().AddSingleton<Remover>().AddSingleton<Sweeper>();
                add?.Invoke(services);
            },
            storage == "postgres" ? await postgres.NewDatabaseAsync() : null
        );
        diary.Get<Secrets>().Protect("start", "probe", "probe", "probe"); // as the service does: read inside forty transactions, the ring would want forty connections more
        return new(diary, network);
    }

    public T Get<T>()
        where T : notnull => _diary.Get<T>();

    public void Wait(TimeSpan time) => _diary.Time.Advance(time);

    /// <summary>Sets the wall clock back, and has what waits reckoned anew.</summary>
    public async Task SetClockBackAsync(TimeSpan by)
    {
        SetClockBack(by);
        await Get<ClockWaits>().SetBackAsync(by, TestContext.Current.CancellationToken);
    }

    /// <summary>And nobody notices.</summary>
    public void SetClockBack(TimeSpan by) => _diary.Time.AdjustTime(Now - by);

    /// <summary>One look at everything, and until what it started has ended.</summary>
    public async Task SweepAsync()
    {
        var sweeper = Get<Sweeper>();
        for (var i = 0; i < 4; i++)
        {
            await sweeper.SweepAsync(TestContext.Current.CancellationToken);
            await Get<Deliverer>().LandedAsync();
        }
    }

    /// <summary>Makes the preparing calls of a post and nothing more.</summary>
    public Task PrepareAsync(Post post) => Get<Deliverer>().PrepareAsync(post.Id, TestContext.Current.CancellationToken);

    /// <summary>As a person's request does.</summary>
    public Task<T> WriteAsync<T>(Func<WriteScope, Task<T>> work) =>
        Store.WriteAsync(work, WriteTurn.First, TestContext.Current.CancellationToken);

    public Task<Channel> AddChannelAsync(string id = "ch_1", TimeSpan minGap = default, Format format = Format.ShortText) =>
        WriteAsync(scope =>
        {
            var plan = new ChannelPlan(id, "en", null, null, new Dictionary<string, string>(), [], minGap, TimeSpan.Zero, Enabled: true);
            var credentials = ChannelAccesses.Write(Get<Secrets>(), id, new Dictionary<string, string>());
            var channel = new Channel(id, plan, "stub", format, credentials, scope.Now);
            scope.Db.Channels.Add(channel);
            return Task.FromResult(channel);
        });

    /// <summary>A content written by one person and approved by another.</summary>
    public async Task<StoredContent> AddApprovedContentAsync(params string[] channels)
    {
        var content = await AddContentAsync(channels);
        return await ApproveAsync(content.Id);
    }

    public async Task<StoredContent> AddContentAsync(params string[] channels)
    {
        var result = await WriteAsync(scope =>
            Get<Submission>()
                .AcceptAsync(
                    scope,
                    Piece("The bridge is open again.", channels),
                    false,
                    "writer",
                    null,
                    TestContext.Current.CancellationToken
                )
        );
        return Assert.IsType<SubmissionResult.Accepted>(result).Content;
    }

    public async Task<StoredContent> ReviseAsync(string contentId, string body, params string[] channels)
    {
        var version = (await FindContentAsync(contentId)).Version;
        var result = await WriteAsync(scope =>
            Get<Submission>()
                .ReviseAsync(scope, contentId, version, Piece(body, channels), false, "writer", null, TestContext.Current.CancellationToken)
        );
        return Assert.IsType<SubmissionResult.Accepted>(result).Content;
    }

    public async Task<StoredContent> ApproveAsync(string contentId, string person = "reader")
    {
        var result = await WriteAsync(async scope =>
        {
            var review = Get<Review>();
            await review.SubmitAsync(scope, contentId, TestContext.Current.CancellationToken);
            var hash = (await scope.Db.Contents.FindAsync([contentId], TestContext.Current.CancellationToken))!.Hash!;
            return await review.ApproveAsync(scope, contentId, hash, null, [], person, TestContext.Current.CancellationToken);
        });
        return Assert.IsType<ReviewResult.Done>(result).Content;
    }

    public async Task<Post> ScheduleAsync(
        StoredContent content,
        string channel = "ch_1",
        TimeSpan after = default,
        TimeSpan? latenessLimit = null
    )
    {
        var order = new PostOrder(content.Id, [channel], new PostTiming.At(Now + after, null), latenessLimit, Repeat: false);
        var result = await WriteAsync(scope =>
            Get<Scheduling>().ScheduleAsync(scope, order, "lead", null, TestContext.Current.CancellationToken)
        );
        return Assert.IsType<SchedulingResult.Made>(result).Posts.Single();
    }

    /// <summary>A post that is due now on a channel of its own.</summary>
    public async Task<Post> AddDuePostAsync(string channel = "ch_1")
    {
        await AddChannelAsync(channel);
        return await ScheduleAsync(await AddApprovedContentAsync(channel), channel);
    }

    public async Task<Post> FindAsync(Post post)
    {
        await using var db = Store.Read();
        return await db
            .Posts.Include(row => row.Attempts.OrderBy(attempt => attempt.Number))
            .Include(row => row.Parts)
            .SingleAsync(row => row.Id == post.Id, TestContext.Current.CancellationToken);
    }

    public async Task<StoredContent> FindContentAsync(string id)
    {
        await using var db = Store.Read();
        return await db.Contents.SingleAsync(row => row.Id == id, TestContext.Current.CancellationToken);
    }

    public async Task<List<string>> EventsAsync()
    {
        await using var db = Store.Read();
        return await db.Events.OrderBy(row => row.Sequence).Select(row => row.Type).ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Due at once; its text goes out as three messages.</summary>
    public async Task<Post> AddThreePartPostAsync(TimeSpan minGap = default)
    {
        await AddChannelAsync(minGap: minGap, format: Format.LongForm);
        Network.Profile = Network.Profile with
        {
            Text = new TextRules(Markup.Plain, CountUnit.CodePoints, Limit: 40, SplitsLongText: true),
        };
        var content = await AddContentAsync("ch_1");
        await ReviseAsync(
            content.Id,
            "The old bridge over the river.\n\nIt was mended by two villages.\n\nEverybody came to see it.",
            "ch_1"
        );
        return await ScheduleAsync(await ApproveAsync(content.Id));
    }

    public ValueTask DisposeAsync() => _diary.DisposeAsync();

    private static Content Piece(string body, string[] channels) =>
        new()
        {
            Texts = new Dictionary<string, LocalText> { ["en"] = new("A bridge", null, body, [], []) },
            Channels = channels,
        };
}

using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

public sealed class DeliveryTests(PostgresServer postgres)
{
    public static TheoryData<string> Storages { get; } = ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_due_post_goes_out_once_and_is_told_of(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();

        await engine.SweepAsync();

        var published = await engine.FindAsync(post);
        Assert.Equal(PostState.Published, published.State);
        Assert.Equal("https://stub.example/1", published.Url);
        Assert.Single(engine.Network.Published);
        Assert.Contains(EventTypes.PostPublished, await engine.EventsAsync());
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_post_whose_files_cannot_be_read_now_has_not_left_and_goes_out_later(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();
        engine.Network.WhilePublishing = () => throw new MediaUnavailableException("The media store does not answer.", new IOException());

        await engine.SweepAsync();
        engine.Network.WhilePublishing = null;
        engine.Wait(TimeSpan.FromHours(1));
        await engine.SweepAsync();

        var published = await engine.FindAsync(post);
        Assert.Equal([AttemptOutcome.NotSent, AttemptOutcome.Published], published.Attempts.Select(attempt => attempt.Outcome!.Value));
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_post_stays_until_its_time(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        await engine.AddChannelAsync();
        var post = await engine.ScheduleAsync(await engine.AddApprovedContentAsync("ch_1"), after: TimeSpan.FromMinutes(5));

        await engine.SweepAsync();
        engine.Wait(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        await engine.SweepAsync();
        Assert.Empty(engine.Network.Published);
        engine.Wait(TimeSpan.FromSeconds(1));
        await engine.SweepAsync();

        Assert.Equal(TimeSpan.Zero, (await engine.FindAsync(post)).LateBy);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-04")]
    [Trait("Requirement", "REL-05")]
    public async Task The_attempt_is_committed_and_no_transaction_open_when_the_network_is_called(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var rows = new List<int>();
        var gateWasFree = false;
        engine.Network.WhilePublishing = async () =>
        {
            await using var db = engine.Store.Read();
            rows.Add(await db.Attempts.CountAsync(attempt => attempt.FinishedAt == null));
            var pass = engine.Get<WriteGate>().EnterAsync(WriteTurn.InLine, CancellationToken.None);
            gateWasFree = pass.IsCompletedSuccessfully;
            (await pass).Dispose();
        };
        await engine.AddDuePostAsync();

        await engine.SweepAsync();

        Assert.Equal([1], rows);
        Assert.True(gateWasFree);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-06")]
    public async Task What_was_not_sent_goes_again_without_asking(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.NotSent("No connection."));
        var post = await engine.AddDuePostAsync();

        await engine.SweepAsync();
        Assert.Equal(PostState.Scheduled, (await engine.FindAsync(post)).State);
        engine.Wait(RetryPlan.Wait(1, null));
        await engine.SweepAsync();

        var published = await engine.FindAsync(post);
        Assert.Equal(PostState.Published, published.State);
        Assert.Equal([AttemptOutcome.NotSent, AttemptOutcome.Published], published.Attempts.Select(attempt => attempt.Outcome!.Value));
        Assert.Equal(0, engine.Network.Asked);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-21")]
    public async Task A_network_that_asks_to_wait_is_obeyed_and_does_not_count_as_a_try(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        for (var i = 0; i <= RetryPlan.MostTries; i++)
        {
            engine.Network.Outcomes.Enqueue(new Outcome.NotSent("Too fast.", TimeSpan.FromMinutes(7), RateLimited: true));
        }

        var post = await engine.AddDuePostAsync();
        for (var i = 0; i <= RetryPlan.MostTries; i++)
        {
            await engine.SweepAsync();
            Assert.Equal(i + 1, engine.Network.Published.Count);
            engine.Wait(TimeSpan.FromMinutes(7));
        }

        await engine.SweepAsync();

        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task Tries_end_with_a_person(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();
        for (var i = 0; i < RetryPlan.MostTries; i++)
        {
            engine.Network.Outcomes.Enqueue(new Outcome.NotSent("No connection."));
            await engine.SweepAsync();
            engine.Wait(RetryPlan.Wait(i + 1, null));
        }

        Assert.Equal(RetryPlan.MostTries, engine.Network.Published.Count);
        Assert.Equal(PostState.NeedsAttention, (await engine.FindAsync(post)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_refusal_is_told_and_goes_again_only_when_a_person_says_so(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Refused("too_long", "The text is too long."));
        var post = await engine.AddDuePostAsync();

        await engine.SweepAsync();
        engine.Wait(TimeSpan.FromHours(1));
        await engine.SweepAsync();
        Assert.Equal(PostState.Refused, (await engine.FindAsync(post)).State);
        Assert.Contains(EventTypes.PostRefused, await engine.EventsAsync());
        await engine.WriteAsync(scope => engine.Get<PostChanges>().RetryAsync(scope, post.Id, TestContext.Current.CancellationToken));
        await engine.SweepAsync();

        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "PRV-12")]
    public async Task A_refused_post_that_is_retried_goes_with_the_text_as_it_was_mended(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Refused("too_long", "The text is too long."));
        var post = await engine.AddDuePostAsync();
        await engine.SweepAsync();
        await engine.ReviseAsync(post.ContentId, "The bridge is open.", "ch_1");

        await engine.WriteAsync(scope => engine.Get<PostChanges>().RetryAsync(scope, post.Id, TestContext.Current.CancellationToken));
        await engine.SweepAsync();
        Assert.Equal(PostState.Blocked, (await engine.FindAsync(post)).State);
        await engine.ApproveAsync(post.ContentId);
        await engine.SweepAsync();

        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
        Assert.Contains("is open.", engine.Network.Published.Last().Part.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-17")]
    public async Task Token_trouble_holds_the_channels_queue_until_it_is_reconnected(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Refused(Outcome.TokenTrouble, "The token was revoked."));
        var post = await engine.AddDuePostAsync();

        await engine.SweepAsync();
        engine.Wait(TimeSpan.FromMinutes(30));
        await engine.SweepAsync();

        Assert.Single(engine.Network.Published);
        Assert.Equal(PostState.Scheduled, (await engine.FindAsync(post)).State);
        Assert.Single(await engine.EventsAsync(), EventTypes.ChannelNeedsReconnect);
        await engine.WriteAsync(scope =>
            scope.Db.Channels.ExecuteUpdateAsync(row => row.SetProperty(channel => channel.NeedsReconnect, false))
        );
        await engine.SweepAsync();
        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-14")]
    public async Task A_post_later_than_its_limit_is_missed_and_not_sent(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();

        engine.Wait(TimeSpan.FromHours(7));
        await engine.SweepAsync();

        Assert.Empty(engine.Network.Published);
        Assert.Equal(PostState.Missed, (await engine.FindAsync(post)).State);
        Assert.Contains(EventTypes.PostMissed, await engine.EventsAsync());
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-16")]
    public async Task Parts_go_out_in_order_and_resume_at_the_next_one(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddThreePartPostAsync();
        engine.Network.Outcomes.Enqueue(new Outcome.Published(new RemoteId("a"), new Uri("https://stub.example/a")));
        engine.Network.Outcomes.Enqueue(new Outcome.NotSent("No connection."));

        await engine.SweepAsync();
        Assert.Equal([1, 2], engine.Network.Published.Select(call => call.Part.Number));
        engine.Wait(TimeSpan.FromMinutes(1));
        await engine.SweepAsync();

        Assert.Equal([1, 2, 2, 3], engine.Network.Published.Select(call => call.Part.Number));
        var published = await engine.FindAsync(post);
        Assert.Equal(PostState.Published, published.State);
        Assert.Equal(3, published.Parts.Count);
        Assert.Equal(3, engine.Network.Published.Select(call => call.Key.Value).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-21")]
    public async Task Parts_keep_the_pace_and_not_the_least_gap_and_stay_before_what_is_due_later(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Profile = engine.Network.Profile with { Pace = new Pace(Burst: 1, TimeSpan.FromSeconds(20)) };
        var thread = await engine.AddThreePartPostAsync(minGap: TimeSpan.FromMinutes(10));
        var later = await engine.ScheduleAsync(await engine.AddApprovedContentAsync("ch_1"), after: TimeSpan.FromSeconds(1));

        var begun = new List<int>();
        for (var look = 0; look < 3; look++)
        {
            await engine.SweepAsync();
            engine.Wait(TimeSpan.FromSeconds(19));
            await engine.SweepAsync();
            begun.Add(engine.Network.Published.Count);
            engine.Wait(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([1, 2, 3], begun);
        var published = await engine.FindAsync(thread);
        Assert.Equal((PostState.Published, 3), (published.State, published.Attempts.Count));
        Assert.Empty((await engine.FindAsync(later)).Attempts);
        engine.Wait(TimeSpan.FromMinutes(10));
        await engine.SweepAsync();
        Assert.Single((await engine.FindAsync(later)).Attempts);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_channel_sends_one_post_at_a_time_and_keeps_its_least_gap(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        await engine.AddChannelAsync(minGap: TimeSpan.FromMinutes(10));
        await engine.ScheduleAsync(await engine.AddApprovedContentAsync("ch_1"));
        await engine.ScheduleAsync(await engine.AddApprovedContentAsync("ch_1"));

        await engine.SweepAsync();
        Assert.Single(engine.Network.Published);
        engine.Wait(TimeSpan.FromMinutes(10));
        await engine.SweepAsync();

        Assert.Equal(2, engine.Network.Published.Count);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-10")]
    public async Task Of_many_who_claim_at_once_one_gets_each_post(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        for (var i = 0; i < 10; i++)
        {
            await engine.AddDuePostAsync($"ch_{i}");
        }

        foreach (var post in await engine.Get<PreparingClaims>().UnpreparedAsync(TimeSpan.Zero, 100, TestContext.Current.CancellationToken))
        {
            await engine.Get<Publisher.Scheduler.Deliverer>().PrepareAsync(post, TestContext.Current.CancellationToken);
        }

        var taken = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => engine.Get<SendingClaims>().TakeDueAsync(4, TestContext.Current.CancellationToken)))
        );

        var posts = taken.SelectMany(batch => batch).Select(attempt => attempt.PostId).ToList();
        Assert.Equal(posts.Count, posts.Distinct().Count());
        Assert.Equal(10, posts.Count + (await engine.Get<SendingClaims>().TakeDueAsync(32, TestContext.Current.CancellationToken)).Count);
    }
}

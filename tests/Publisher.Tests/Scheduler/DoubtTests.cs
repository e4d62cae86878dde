using Publisher.Channels;
using Publisher.Posts;
using Publisher.Scheduler;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

public sealed class DoubtTests(PostgresServer postgres)
{
    public static TheoryData<string> Storages { get; } = ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_lost_answer_is_asked_for_at_once_and_nothing_is_sent_again(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Uncertain("The answer was lost."));
        engine.Network.Founds.Enqueue(new Found.Landed(new RemoteId("7"), new Uri("https://stub.example/7")));
        var post = await engine.AddDuePostAsync();

        await engine.SweepAsync();

        var published = await engine.FindAsync(post);
        Assert.Equal(PostState.Published, published.State);
        Assert.Equal("https://stub.example/7", published.Url);
        Assert.Single(engine.Network.Published);
        Assert.Contains(EventTypes.PostUncertain, await engine.EventsAsync());
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-16")]
    public async Task A_part_in_doubt_holds_those_after_it_until_it_is_found(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddThreePartPostAsync();
        engine.Network.Outcomes.Enqueue(new Outcome.Published(new RemoteId("a"), null));
        engine.Network.Outcomes.Enqueue(new Outcome.Uncertain("The answer was lost."));
        engine.Network.Founds.Enqueue(new Found.Unknown("It could not be asked."));
        engine.Network.Founds.Enqueue(new Found.Landed(new RemoteId("b"), null));

        await engine.SweepAsync();
        Assert.Equal([1, 2], engine.Network.Published.Select(call => call.Part.Number));
        engine.Wait(TimeSpan.FromMinutes(1));
        await engine.SweepAsync();

        Assert.Equal([1, 2, 3], engine.Network.Published.Select(call => call.Part.Number));
        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task It_is_sent_again_only_after_it_was_missing_twice_later_than_deadline_and_lag(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Uncertain("The answer was lost."));
        var post = await engine.AddDuePostAsync();
        var lag = AttemptDeadline.Length + engine.Network.Profile.VisibilityLag;

        await engine.SweepAsync();
        engine.Wait(lag - TimeSpan.FromSeconds(1));
        await engine.SweepAsync();
        Assert.Single(engine.Network.Published);
        engine.Wait(TimeSpan.FromSeconds(1));
        await engine.SweepAsync();
        Assert.Single(engine.Network.Published);
        engine.Wait(TimeSpan.FromSeconds(5));
        await engine.SweepAsync();

        Assert.Equal(2, engine.Network.Published.Count);
        Assert.Single(engine.Network.Published.Select(call => call.Key.Value).Distinct());
        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-07")]
    public async Task A_network_that_cannot_be_asked_leaves_a_doubt_to_a_person(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Profile = engine.Network.Profile with { Reconcile = ReconcileKind.None };
        engine.Network.Outcomes.Enqueue(new Outcome.Uncertain("The answer was lost."));
        engine.Network.Founds.Enqueue(new Found.Unknown("Look into the channel."));
        var post = await engine.AddDuePostAsync();

        await engine.SweepAsync();
        engine.Wait(TimeSpan.FromHours(5));
        await engine.SweepAsync();

        Assert.Single(engine.Network.Published);
        var doubtful = await engine.FindAsync(post);
        Assert.Equal(PostState.NeedsAttention, doubtful.State);
        Assert.Equal("The answer was lost. Look into the channel.", doubtful.Cause);
        var attempt = Assert.Single(doubtful.Attempts);
        var (from, until) = (attempt.StartedAt, attempt.FinishedAt!.Value);
        Assert.Equal(new PostEvidence(1, from, until, doubtful.VariantHash, "The answer was lost.", null), PostEvidence.Of(doubtful));
        await engine.WriteAsync(scope =>
            engine
                .Get<PostChanges>()
                .ResolveLandedAsync(scope, post.Id, new Uri("https://stub.example/9"), TestContext.Current.CancellationToken)
        );
        var resolved = await engine.FindAsync(post);
        Assert.Equal(PostState.Published, resolved.State);
        Assert.Null(PostEvidence.Of(resolved));
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task What_a_network_has_accepted_is_polled_and_never_sent_again(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Accepted("handle-1", TimeSpan.FromSeconds(15)));
        engine.Network.Founds.Enqueue(new Found.Working(TimeSpan.FromSeconds(30)));
        engine.Network.Founds.Enqueue(new Found.Landed(new RemoteId("7"), null));
        var post = await engine.AddDuePostAsync();

        await engine.SweepAsync();
        Assert.Equal(PostState.Publishing, (await engine.FindAsync(post)).State);
        engine.Wait(TimeSpan.FromSeconds(15));
        await engine.SweepAsync();
        Assert.Equal(1, engine.Network.Asked);
        engine.Wait(TimeSpan.FromSeconds(30));
        await engine.SweepAsync();

        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
        Assert.Single(engine.Network.Published);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task What_a_person_finishes_in_the_app_is_published_once_the_network_says_so(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Accepted("handle-1", TimeSpan.FromSeconds(15)));
        engine.Network.Founds.Enqueue(new Found.HandedOver());
        engine.Network.Founds.Enqueue(new Found.HandedOver());
        engine.Network.Founds.Enqueue(new Found.Landed(new RemoteId("7"), null));
        var post = await engine.AddDuePostAsync();

        await engine.SweepAsync();
        engine.Wait(TimeSpan.FromSeconds(15));
        await engine.SweepAsync();
        Assert.Equal(PostState.HandedOver, (await engine.FindAsync(post)).State);
        engine.Wait(RetryPlan.HandOverLook);
        await engine.SweepAsync();
        Assert.Equal(PostState.HandedOver, (await engine.FindAsync(post)).State);
        engine.Wait(RetryPlan.HandOverLook);
        await engine.SweepAsync();

        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
        Assert.Single(engine.Network.Published);
        Assert.Single(await engine.EventsAsync(), EventTypes.PostNeedsAttention);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task What_is_still_worked_on_after_a_day_is_left_to_a_person(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Accepted("handle-1", TimeSpan.FromHours(25)));
        engine.Network.Founds.Enqueue(new Found.Working(TimeSpan.FromMinutes(1)));
        var post = await engine.AddDuePostAsync();

        await engine.SweepAsync();
        engine.Wait(TimeSpan.FromHours(25));
        await engine.SweepAsync();

        Assert.Equal(PostState.NeedsAttention, (await engine.FindAsync(post)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-10")]
    public async Task The_result_of_an_owner_whose_lease_ended_is_turned_away(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();
        await engine.Get<Deliverer>().PrepareAsync(post.Id, TestContext.Current.CancellationToken);
        var slow = Assert.Single(await engine.Get<SendingClaims>().TakeDueAsync(1, TestContext.Current.CancellationToken));

        engine.Wait(Leases.Sending + TimeSpan.FromSeconds(1));
        engine.Network.Founds.Enqueue(new Found.Landed(new RemoteId("found"), null));
        await engine.SweepAsync();
        await engine
            .Get<Results>()
            .RecordAsync(slow, new Outcome.Published(new RemoteId("late"), null), TestContext.Current.CancellationToken);

        var published = await engine.FindAsync(post);
        Assert.Equal(PostState.Published, published.State);
        Assert.Equal("found", Assert.Single(published.Parts).RemoteId);
        Assert.Empty(engine.Network.Published);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "CP-18")]
    public async Task An_answer_counts_by_when_it_was_asked_for_however_late_it_is_written_down(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();
        await engine.PrepareAsync(post);
        var attempt = Assert.Single(await engine.Get<SendingClaims>().TakeDueAsync(1, TestContext.Current.CancellationToken));
        await engine.Get<Results>().RecordAsync(attempt, new Outcome.Uncertain("Reset."), TestContext.Current.CancellationToken);

        var doubtful = Assert.Single(await engine.Get<AskingClaims>().TakeAsync(1, TestContext.Current.CancellationToken));
        engine.Wait(TimeSpan.FromMinutes(2)); // the process is stopped between the answer and its commit
        await engine.Get<Results>().LearnAsync(doubtful, new Found.Missing(), TestContext.Current.CancellationToken);

        Assert.Equal(0, (await engine.FindAsync(post)).TimesMissing);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_crash_after_the_attempts_commit_is_asked_about_before_anything_is_sent(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();
        await engine.Get<Deliverer>().PrepareAsync(post.Id, TestContext.Current.CancellationToken);
        await engine.Get<SendingClaims>().TakeDueAsync(1, TestContext.Current.CancellationToken); // and the process dies

        engine.Wait(TimeSpan.FromMinutes(2));
        await engine.SweepAsync();
        engine.Wait(TimeSpan.FromSeconds(5));
        await engine.SweepAsync();

        Assert.Equal(2, engine.Network.Asked);
        Assert.Single(engine.Network.Published);
        Assert.Equal(PostState.Published, (await engine.FindAsync(post)).State);
    }
}

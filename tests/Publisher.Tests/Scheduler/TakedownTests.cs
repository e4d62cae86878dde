using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

[Trait("Requirement", "PRV-13")]
public sealed class TakedownTests(PostgresServer postgres)
{
    public static TheoryData<string> Storages { get; } = ["sqlite", "postgres"];

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task What_is_out_is_removed_and_what_waits_is_cancelled(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        await engine.AddChannelAsync("ch_1");
        await engine.AddChannelAsync("ch_2");
        var content = await engine.AddApprovedContentAsync("ch_1", "ch_2");
        var published = await engine.ScheduleAsync(content, "ch_1");
        var waiting = await engine.ScheduleAsync(content, "ch_2", TimeSpan.FromHours(1));
        await engine.SweepAsync();

        var takedown = await TakeDownAsync(engine, content.Id);
        await engine.SweepAsync();

        Assert.Equal(["removed", "cancelled"], await ResultsAsync(engine, takedown, published, waiting));
        Assert.Equal("1", Assert.Single(engine.Network.Removed).Value);
        Assert.Contains(EventTypes.TakedownFinished, await engine.EventsAsync());
        Assert.Equal(ContentState.TakenDown, (await engine.FindContentAsync(content.Id)).State);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task What_is_in_doubt_is_removed_as_soon_as_it_is_found(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Uncertain("The answer was lost."));
        engine.Network.Founds.Enqueue(new Found.Unknown("It could not be asked."));
        var post = await engine.AddDuePostAsync();
        await engine.SweepAsync();

        var takedown = await TakeDownAsync(engine, post.ContentId);
        Assert.Equal(["pending"], await ResultsAsync(engine, takedown, post));
        engine.Network.Founds.Enqueue(new Found.Landed(new RemoteId("7"), null));
        engine.Wait(TimeSpan.FromMinutes(1));
        await engine.SweepAsync();

        Assert.Equal(["removed"], await ResultsAsync(engine, takedown, post));
        Assert.Equal("7", Assert.Single(engine.Network.Removed).Value);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task What_never_landed_is_not_sent_after_a_takedown(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Uncertain("The answer was lost."));
        var post = await engine.AddDuePostAsync();
        await engine.SweepAsync();

        var takedown = await TakeDownAsync(engine, post.ContentId);
        for (var i = 0; i < 4; i++)
        {
            engine.Wait(TimeSpan.FromMinutes(1));
            await engine.SweepAsync();
        }

        Assert.Single(engine.Network.Published);
        Assert.Equal(["cancelled"], await ResultsAsync(engine, takedown, post));
    }

    [Theory]
    [InlineData("sqlite", "blanked")]
    [InlineData("sqlite", "requested")]
    [InlineData("sqlite", "manual")]
    public async Task What_a_network_cannot_delete_is_never_called_removed(string storage, string result)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        engine.Network.Removals.Enqueue(
            result switch
            {
                "blanked" => new Removal.Blanked(),
                "requested" => new Removal.Requested("Copies may stay."),
                _ => new Removal.Manual(null, "By hand."),
            }
        );
        var post = await engine.AddDuePostAsync();
        await engine.SweepAsync();

        var takedown = await TakeDownAsync(engine, post.ContentId);
        await engine.SweepAsync();

        Assert.Equal([result], await ResultsAsync(engine, takedown, post));
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_removal_that_fails_for_a_day_is_left_to_a_person(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();
        await engine.SweepAsync();
        var takedown = await TakeDownAsync(engine, post.ContentId);

        for (var hour = 0; hour < 26; hour++)
        {
            engine.Network.Removals.Enqueue(new Removal.Again("The network is down."));
            engine.Network.Removals.Enqueue(new Removal.Again("The network is down."));
            await engine.SweepAsync();
            engine.Wait(TimeSpan.FromHours(1));
        }

        Assert.Equal(["failed"], await ResultsAsync(engine, takedown, post));
    }

    [Theory]
    [InlineData(TakedownKind.Delete, "is being asked to delete it")]
    [InlineData(TakedownKind.Request, "Copies that others made can only be asked for")]
    [InlineData(TakedownKind.Blank, "is being emptied")]
    [InlineData(TakedownKind.Manual, "What a person must do stands here in a moment")]
    public async Task What_is_still_pending_says_what_the_network_is_waited_for(TakedownKind kind, string words)
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        engine.Network.Profile = engine.Network.Profile with { Takedown = kind };
        var post = await engine.AddDuePostAsync();
        await engine.SweepAsync();

        var takedown = await TakeDownAsync(engine, post.ContentId);

        var detail = await DetailAsync(engine, takedown, post);
        Assert.Contains(words, detail, StringComparison.Ordinal);
        Assert.StartsWith("Stub ", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removal_that_is_tried_again_says_why_and_until_when()
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        var post = await engine.AddDuePostAsync();
        await engine.SweepAsync();
        engine.Network.Removals.Enqueue(new Removal.Again("Stub still shows it.", TimeSpan.FromMinutes(5)));
        var takedown = await TakeDownAsync(engine, post.ContentId);

        await engine.SweepAsync();

        var again = PostExplanation.Moment(engine.Now + TimeSpan.FromMinutes(5));
        var last = PostExplanation.Moment(engine.Now + RetryPlan.LongestRemoval);
        Assert.Equal(
            $"Stub still shows it. It is tried again at {again}, and until {last} if need be; after that a person must do it.",
            await DetailAsync(engine, takedown, post)
        );
    }

    [Fact]
    public async Task What_was_in_doubt_at_the_takedown_says_that_the_network_is_asked()
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        engine.Network.Outcomes.Enqueue(new Outcome.Uncertain("The answer was lost."));
        engine.Network.Founds.Enqueue(new Found.Unknown("It could not be asked."));
        var post = await engine.AddDuePostAsync();
        await engine.SweepAsync();

        var takedown = await TakeDownAsync(engine, post.ContentId);

        Assert.Contains("Stub is asked", await DetailAsync(engine, takedown, post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_must_do_is_said_in_the_networks_own_words()
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        engine.Network.Removals.Enqueue(new Removal.Manual(null, "Open the app, then “…”, then Delete."));
        var post = await engine.AddDuePostAsync();
        await engine.SweepAsync();
        var takedown = await TakeDownAsync(engine, post.ContentId);

        await engine.SweepAsync();

        Assert.Equal("Open the app, then “…”, then Delete.", await DetailAsync(engine, takedown, post));
    }

    private static async Task<string?> DetailAsync(TestEngine engine, Takedown takedown, Post post) =>
        Assert.Single(engine.Get<TakedownReport>().Of(takedown, [await engine.FindAsync(post)])).Detail;

    private static async Task<Takedown> TakeDownAsync(TestEngine engine, string contentId)
    {
        var start = await engine.WriteAsync(scope =>
            engine.Get<Takedowns>().StartAsync(scope, contentId, "A source is in danger.", "lead", TestContext.Current.CancellationToken)
        );
        return Assert.IsType<TakedownStart.Started>(start).Takedown;
    }

    private static async Task<IEnumerable<string>> ResultsAsync(TestEngine engine, Takedown takedown, params Post[] posts)
    {
        await using var db = engine.Store.Read();
        var rows = await db.Posts.Include(row => row.Parts).ToListAsync(TestContext.Current.CancellationToken);
        var results = engine.Get<TakedownReport>().Of(takedown, rows).ToDictionary(result => result.PostId, result => result.Result);
        return posts.Select(post => results[post.Id]);
    }
}

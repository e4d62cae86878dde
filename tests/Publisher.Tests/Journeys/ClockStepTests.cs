using System.Text.Json;
using Publisher.Tests.Api;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Journeys;

public sealed class ClockStepTests
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// <summary>The alarm is late by more than the clock itself would forgive; it must neither spin nor be lost (CP24).</summary>
    [Fact]
    [Trait("Requirement", "REL-22")]
    public async Task A_clock_that_jumps_far_past_a_post_sends_it_once()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await journey.AddMastodonAsync();
        var content = await journey.SubmitAsync(Pieces.Content(channel));
        await journey.ApproveAsync(content);
        var posts = await journey.ScheduleAsync(content, [channel], TimeSpan.FromMinutes(10));
        var before = GC.GetTotalAllocatedBytes();

        journey.Time.Advance(TimeSpan.FromHours(3));
        await journey.UntilPostsAreAsync("published", posts);

        Assert.Single(journey.Visible);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1L << 30);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(3600)]
    [Trait("Requirement", "CP-24")]
    public async Task A_clock_that_is_set_forward_sends_what_it_makes_due_and_nothing_else(int seconds)
    {
        var (clock, step) = (new SteppedClock(), TimeSpan.FromSeconds(seconds));
        await using var journey = await NewsroomJourney.StartAsync(clock: clock);
        var channel = await journey.AddMastodonAsync();
        var skipped = await AddAsync(journey, channel, step - TimeSpan.FromSeconds(5));
        var ahead = await AddAsync(journey, channel, step + TimeSpan.FromSeconds(5));

        clock.Offset = step;
        await UntilOutAsync(journey, skipped, clock.GetUtcNow());
        await UntilOutAsync(journey, ahead, ahead.GetProperty("publishAt").GetDateTimeOffset());

        Assert.Equal(2, journey.Visible.Count);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(3600)]
    [Trait("Requirement", "CP-24")]
    public async Task A_clock_that_is_set_back_and_forth_sends_each_post_at_its_time_by_the_clock_as_it_stands(int seconds)
    {
        var (clock, step) = (new SteppedClock(), TimeSpan.FromSeconds(seconds));
        await using var journey = await NewsroomJourney.StartAsync(clock: clock);
        var channel = await journey.AddMastodonAsync();
        var sent = await AddAsync(journey, channel, TimeSpan.FromSeconds(1));
        await UntilOutAsync(journey, sent, sent.GetProperty("publishAt").GetDateTimeOffset());
        var waiting = await AddAsync(journey, channel, TimeSpan.FromSeconds(3));

        clock.Offset = -step;
        var soon = await AddAsync(journey, channel, TimeSpan.FromSeconds(4));
        await UntilOutAsync(journey, soon, soon.GetProperty("publishAt").GetDateTimeOffset());
        Assert.Equal("scheduled", (await ShowAsync(journey, waiting)).Text("state")); // by the clock before, it would be out
        Assert.Empty((await ShowAsync(journey, waiting)).Items("attempts"));

        clock.Offset = TimeSpan.Zero;
        await UntilOutAsync(journey, waiting, clock.GetUtcNow());

        Assert.Equal(3, journey.Visible.Count);
    }

    private static async Task<JsonElement> AddAsync(NewsroomJourney journey, string channel, TimeSpan after)
    {
        var content = await journey.SubmitAsync(Pieces.Content(channel));
        await journey.ApproveAsync(content);
        return (await journey.ScheduleAsync(content, [channel], after))[0];
    }

    private static async Task UntilOutAsync(NewsroomJourney journey, JsonElement post, DateTimeOffset due)
    {
        await journey.UntilPostsAreAsync("published", [post]);
        var attempt = Assert.Single((await ShowAsync(journey, post)).Items("attempts"));
        Assert.InRange(attempt.GetProperty("startedAt").GetDateTimeOffset(), due - TimeSpan.FromMilliseconds(100), due + Most);
    }

    private static Task<JsonElement> ShowAsync(NewsroomJourney journey, JsonElement post) =>
        journey.Writer.Get($"/v1/posts/{post.Text("id")}").JsonAsync();
}

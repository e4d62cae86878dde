using Publisher.Tests.Api;

namespace Publisher.Tests.Journeys;

public sealed class ClockStepTests
{
    /// <summary>The alarm is late by more than the clock itself would forgive; it must neither spin nor be lost (CP24).</summary>
    [Fact]
    [Trait("Requirement", "REL-22")]
    public async Task A_clock_that_jumps_far_past_a_post_sends_it_once()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await journey.AddChannelAsync(
            "mastodon",
            "short_text",
            "en",
            new { baseUrl = journey.BaseUrl("mastodon") },
            new { accessToken = "sandbox-step" }
        );
        var content = await journey.SubmitAsync(Pieces.Content(channel));
        await journey.ApproveAsync(content);
        var posts = await journey.ScheduleAsync(content, [channel], TimeSpan.FromMinutes(10));
        var before = GC.GetTotalAllocatedBytes();

        journey.Time.Advance(TimeSpan.FromHours(3));
        await journey.UntilPostsAreAsync("published", posts);

        Assert.Single(journey.Visible);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1L << 30);
    }
}

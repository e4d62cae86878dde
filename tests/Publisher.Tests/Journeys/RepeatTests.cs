using System.Net;
using System.Text.Json;
using Publisher.Sandbox;
using Publisher.Tests.Api;

namespace Publisher.Tests.Journeys;

/// <summary>The same words on the same channel once more, as an editor asked.</summary>
[Trait("Requirement", "REL-07")]
public sealed class RepeatTests
{
    [Fact]
    public async Task A_repeat_that_was_lost_on_the_way_is_not_mistaken_for_what_it_repeats()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await journey.AddMastodonAsync();
        var content = await journey.SubmitAsync(
            new { texts = new { en = new { title = "A bridge", body = "The bridge is open." } }, channels = new[] { channel } }
        );
        await journey.ApproveAsync(content);
        await journey.UntilPostsAreAsync("published", await PublishAsync(journey, content, channel));
        journey.Sandbox.Faults.Add(new Fault("mastodon", NetworkAction.Publish, FaultKind.ResetAfter));

        var repeat = await PublishAsync(journey, content, channel);
        await journey.UntilPostsAreAsync("published", repeat);

        Assert.Equal(2, journey.Visible.Count);
        var shown = await journey.Writer.Get($"/v1/posts/{repeat[0].Text("id")}").JsonAsync();
        Assert.Equal(["uncertain", "published"], shown.Items("attempts").Select(attempt => attempt.Text("outcome")));
    }

    private static async Task<IReadOnlyList<JsonElement>> PublishAsync(NewsroomJourney journey, string content, string channel) =>
        (
            await journey
                .Writer.Post(
                    "/v1/posts",
                    new
                    {
                        contentId = content,
                        channels = new[] { channel },
                        now = true,
                        repeat = true,
                    }
                )
                .JsonAsync(HttpStatusCode.Created)
        ).Items();
}

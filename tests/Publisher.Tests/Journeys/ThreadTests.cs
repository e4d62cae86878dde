using System.Net;
using System.Text.Json;
using Publisher.Sandbox;
using Publisher.Tests.Api;

namespace Publisher.Tests.Journeys;

public sealed class ThreadTests
{
    [Fact]
    [Trait("Requirement", "REL-16")]
    public async Task A_long_text_goes_out_as_a_thread_though_answers_are_lost_and_is_taken_down_whole()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        string[] channels =
        [
            await journey.AddChannelAsync(
                "mastodon",
                "short_text",
                "en",
                new { baseUrl = journey.BaseUrl("mastodon"), longText = "thread" },
                new { accessToken = "sandbox-thread" }
            ),
            await journey.AddChannelAsync(
                "bluesky",
                "short_text",
                "en",
                new { baseUrl = journey.BaseUrl("bluesky"), longText = "thread" },
                new { identifier = "bridge.example", password = "sandbox-app-password" }
            ),
        ];
        var content = await journey.SubmitAsync(Piece(channels));
        var expected = (await journey.VariantsAsync(content)).ToDictionary(variant => variant.Text("network"), Texts);
        await journey.ApproveAsync(content);
        journey.Sandbox.Faults.Add(new Fault("mastodon", NetworkAction.Publish, FaultKind.LostAnswer, Times: 2));
        journey.Sandbox.Faults.Add(new Fault("bluesky", NetworkAction.Publish, FaultKind.LostAnswer, Times: 2));

        var posts = await journey.ScheduleAsync(content, channels, TimeSpan.FromSeconds(1));
        journey.Time.Advance(TimeSpan.FromSeconds(1));
        await journey.UntilPostsAreAsync("published", posts);

        Assert.All(
            expected,
            network =>
            {
                var thread = journey.Visible.Where(entry => entry.Network == network.Key).ToList();
                Assert.InRange(thread.Count, 3, 12);
                Assert.Equal(Enumerable.Range(1, thread.Count), thread.Select(entry => entry.Part ?? 0));
                Assert.Equal(network.Value, thread.Select(entry => entry.Text));
            }
        );

        var takedown = await journey
            .Editor.Post($"/v1/contents/{content}/takedown", new { reason = "A source is in danger." })
            .JsonAsync(HttpStatusCode.Accepted);
        await journey.UntilTakenDownAsync(takedown.Text("id"));
        Assert.Empty(journey.Visible);
    }

    private static List<string> Texts(JsonElement variant) => [.. variant.Items("parts").Select(part => part.Text("text"))];

    private static object Piece(IReadOnlyList<string> channels) =>
        new
        {
            texts = new Dictionary<string, object>
            {
                ["en"] = new
                {
                    title = "The bridge that two villages mended",
                    body = string.Join(
                        "\n\n",
                        Enumerable
                            .Range(1, 14)
                            .Select(day => $"On day {day} people from both banks came. They carried stones, and they drank tea.")
                    ),
                    hashtags = new[] { "peace" },
                },
            },
            link = "https://bridge.example/story",
            channels,
        };
}

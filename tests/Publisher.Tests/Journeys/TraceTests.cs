using Publisher.Tests.Api;
using Publisher.Tests.Channels;

namespace Publisher.Tests.Journeys;

/// <summary>What a collector of traces is sent, as OTLP over HTTP.</summary>
[Trait("Requirement", "SEC-15")]
public sealed class TraceTests
{
    private const string Words = "Two towns mend a bridge";

    [Fact]
    public async Task A_collector_learns_of_each_delivery_and_neither_token_nor_address_nor_word_of_it()
    {
        await using var collector = await ScriptedServer.StartAsync();
        collector.On("/v1/traces", "{}");
        await using (var newsroom = await NewsroomJourney.StartAsync(settings: ("Telemetry:OtlpEndpoint", collector.Address.ToString())))
        {
            var channel = await newsroom.AddMastodonAsync();
            var content = await newsroom.SubmitAsync(
                new { texts = new { en = new { title = "A bridge", body = Words } }, channels = new[] { channel } }
            );
            await newsroom.ApproveAsync(content);
            var posts = await newsroom
                .Writer.Post(
                    "/v1/posts",
                    new
                    {
                        contentId = content,
                        channels = new[] { channel },
                        now = true,
                    }
                )
                .JsonAsync(System.Net.HttpStatusCode.Created);
            await newsroom.UntilPostsAreAsync("published", posts.Items());
        }

        var told = string.Concat(collector.Calls.Select(call => call.Body));
        Assert.Contains("Publisher.Delivery", told, StringComparison.Ordinal);
        Assert.Contains("publisher.outcome", told, StringComparison.Ordinal);
        Assert.Contains("mastodon", told, StringComparison.Ordinal);
        Assert.All(
            ["sandbox-", "127.0.0.1", "http://", Words, PublisherApp.AdminKey, "writer"],
            secret => Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase)
        );
    }
}

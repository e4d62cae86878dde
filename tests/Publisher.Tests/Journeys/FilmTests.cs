using Publisher.Tests.Api;

namespace Publisher.Tests.Journeys;

public sealed class FilmTests
{
    [Fact]
    public async Task A_film_is_seen_by_editors_with_cover_and_captions_and_by_readers_alone()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await journey.AddChannelAsync(
            "tiktok",
            "vertical_video",
            "en",
            new
            {
                postMode = "direct",
                privacyLevel = "PUBLIC_TO_EVERYONE",
                baseUrl = journey.BaseUrl("tiktok"),
            },
            new { accessToken = "sandbox-tiktok" }
        );
        var content = await journey.SubmitAsync(
            new
            {
                texts = new Dictionary<string, object> { ["en"] = new { title = "The bridge", body = "It is open again." } },
                channels = new[] { channel },
            }
        );

        var variant = Assert.Single(await journey.VariantsAsync(content));
        var parts = variant.Items("parts");
        Assert.Equal(["text", "video", "image", "text", "text"], parts.Select(part => part.Text("kind")));
        Assert.Equal(["shown", "cover", "captions", "captions"], parts.Skip(1).Select(part => part.Text("purpose")));
        var captions = await journey.Writer.GetAsync(
            new Uri(parts[^1].Text("url"), UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("text/vtt", captions.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith(
            "WEBVTT",
            await captions.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );

        await journey.ApproveAsync(content);
        var posts = await journey.ScheduleAsync(content, [channel], TimeSpan.FromMinutes(10));
        journey.Time.Advance(TimeSpan.FromMinutes(10));
        await journey.UntilPostsAreAsync("published", posts);

        var entry = Assert.Single(journey.Visible);
        Assert.Equal("video/mp4", Assert.Single(entry.Media).MediaType);
        Assert.Contains("The bridge", entry.Text, StringComparison.Ordinal);
    }
}

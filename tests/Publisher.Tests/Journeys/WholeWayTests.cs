using System.Net;
using Publisher.Sandbox;
using Publisher.Tests.Api;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Journeys;

public sealed class WholeWayTests(PostgresServer postgres)
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task One_piece_reaches_each_audience_once_at_its_time_and_is_taken_down_everywhere(string storage)
    {
        await using var journey = await NewsroomJourney.StartAsync(storage == "postgres" ? await postgres.NewDatabaseAsync() : null);
        string[] channels =
        [
            await journey.AddMastodonAsync("en"),
            await journey.AddChannelAsync(
                "bluesky",
                "short_text",
                "ru",
                new { baseUrl = journey.BaseUrl("bluesky") },
                new { identifier = "bridge.example", password = "sandbox-app-password" }
            ),
            await journey.AddChannelAsync(
                "wordpress",
                "long_form",
                "ru",
                new { baseUrl = journey.BaseUrl("wordpress") },
                new { username = "newsroom", applicationPassword = "sandbox abcd" }
            ),
            await journey.AddChannelAsync(
                "telegram",
                "long_form",
                "ru",
                new
                {
                    chatId = "@bridge_example",
                    baseUrl = journey.BaseUrl("telegram"),
                    telegraphBaseUrl = journey.BaseUrl("telegraph"),
                    longText = "telegraph",
                },
                new { botToken = "sandbox-bot", telegraphToken = "sandbox-pages" }
            ),
            await journey.AddChannelAsync(
                "tiktok",
                "vertical_images",
                "en",
                new
                {
                    postMode = "direct",
                    privacyLevel = "PUBLIC_TO_EVERYONE",
                    baseUrl = journey.BaseUrl("tiktok"),
                },
                new { accessToken = "sandbox-tiktok" }
            ),
        ];
        var media = await journey.UploadAsync();
        var content = await journey.SubmitAsync(Piece(media, channels));
        Assert.All(await journey.VariantsAsync(content), variant => Assert.Equal("ready", variant.Text("state")));

        await journey.ApproveAsync(content);
        var posts = await journey.ScheduleAsync(content, channels, TimeSpan.FromMinutes(10));
        Assert.Empty(journey.Visible);
        journey.Time.Advance(TimeSpan.FromMinutes(10));
        await journey.UntilPostsAreAsync("published", posts);

        Assert.Equal(
            ["bluesky", "mastodon", "telegram", "telegraph", "tiktok", "wordpress"],
            journey.Visible.Select(entry => entry.Network).Order()
        );
        Assert.Contains("bridge", journey.Visible.Single(entry => entry.Network == "mastodon").Text, StringComparison.Ordinal);
        Assert.Contains("мост", journey.Visible.Single(entry => entry.Network == "telegraph").Text, StringComparison.Ordinal);

        var takedown = await journey
            .Editor.Post($"/v1/contents/{content}/takedown", new { reason = "A source is in danger." })
            .JsonAsync(HttpStatusCode.Accepted);
        await journey.UntilTakenDownAsync(takedown.Text("id"));
        Assert.Empty(journey.Visible.Select(entry => entry.Network).Except(["tiktok"])); // TikTok has no call for it: a person does it
    }

    [Fact]
    public async Task An_answer_that_is_lost_on_the_way_makes_neither_two_posts_nor_none()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await journey.AddMastodonAsync();
        var content = await journey.SubmitAsync(Piece(null, [channel]));
        await journey.ApproveAsync(content);
        journey.Sandbox.Faults.Add(new Fault("mastodon", NetworkAction.Publish, FaultKind.LostAnswer));

        var posts = await journey.ScheduleAsync(content, [channel], TimeSpan.FromSeconds(1));
        journey.Time.Advance(TimeSpan.FromSeconds(1));
        await journey.UntilPostsAreAsync("published", posts);

        Assert.Single(journey.Visible);
        var post = await journey.Writer.Get($"/v1/posts/{posts[0].Text("id")}").JsonAsync();
        Assert.Equal("uncertain", Assert.Single(post.Items("attempts")).Text("outcome"));
    }

    [Fact]
    [Trait("Requirement", "PRV-12")]
    public async Task Whoever_wrote_a_piece_cannot_approve_it_and_without_approval_nothing_goes_out()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await journey.AddMastodonAsync();
        var content = await journey.SubmitAsync(Piece(null, [channel]));
        await journey.Writer.Post($"/v1/contents/{content}/submit").JsonAsync();
        var hash = (await journey.Writer.Get($"/v1/contents/{content}").JsonAsync()).Text("hash");

        var own = await journey.Writer.Post($"/v1/contents/{content}/approve", new { hash }).CodeAsync(HttpStatusCode.Forbidden);
        var early = await journey
            .Writer.Post(
                "/v1/posts",
                new
                {
                    contentId = content,
                    channels = new[] { channel },
                    now = true,
                }
            )
            .CodeAsync(HttpStatusCode.Conflict);

        Assert.Equal(("own_content", "not_approved"), (own, early));
        Assert.Empty(journey.Visible);
    }

    private static object Piece(string? media, IReadOnlyList<string> channels) =>
        new
        {
            texts = new Dictionary<string, object>
            {
                ["en"] = new
                {
                    title = "The bridge that two villages mended",
                    summary = "For the first time in thirty years they worked together.",
                    body = "The bridge is open again.\n\nPeople from **both banks** came to see it.",
                    hashtags = new[] { "peace" },
                },
                ["ru"] = new
                {
                    title = "Мост, который чинили вдвоём",
                    summary = "Впервые за тридцать лет они работали вместе.",
                    body = "Теперь мост снова открыт.\n\nЛюди с **обоих берегов** пришли посмотреть.",
                    hashtags = new[] { "мир" },
                },
            },
            byline = "Editorial team",
            link = "https://bridge.example/story",
            media = media is null
                ? []
                : new object[]
                {
                    new
                    {
                        id = media,
                        alt = new Dictionary<string, string> { ["en"] = "A bridge over a river", ["ru"] = "Мост через реку" },
                    },
                },
            channels,
        };
}

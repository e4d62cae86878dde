using System.Net;
using System.Text.RegularExpressions;
using Publisher.Tests.Api;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Journeys;

public sealed partial class PublicPictureTests(PostgresServer postgres)
{
    [Theory]
    [Trait("Requirement", "PRV-13")]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_picture_on_a_page_has_a_public_address_from_publishing_until_takedown(string storage)
    {
        await using var journey = await NewsroomJourney.StartAsync(storage == "postgres" ? await postgres.NewDatabaseAsync() : null);
        using var reader = journey.App.ClientWith(null);
        var channel = await AddPagesAsync(journey);
        var content = await journey.SubmitAsync(Piece(await journey.UploadAsync(), channel));
        await journey.ApproveAsync(content);
        var address = $"/p/{await HashAsync(journey, content)}";
        await reader.Get(address).CodeAsync(HttpStatusCode.NotFound);

        var posts = await journey.ScheduleAsync(content, [channel], TimeSpan.FromMinutes(10));
        await reader.Get(address).CodeAsync(HttpStatusCode.NotFound);
        journey.Time.Advance(TimeSpan.FromMinutes(10));
        await journey.UntilPostsAreAsync("published", posts);
        using var shown = await reader.Get(address);
        var page = journey.Visible.Single(entry => entry.Network == "telegraph");

        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (shown.StatusCode, shown.Content.Headers.ContentType!.MediaType));
        Assert.Equal((true, TimeSpan.FromMinutes(5)), (shown.Headers.CacheControl!.Public, shown.Headers.CacheControl.MaxAge));
        Assert.Equal("nosniff", Assert.Single(shown.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("A bridge over a river", page.Text, StringComparison.Ordinal);
        Assert.Equal(address[3..], Assert.Single(page.Media).Sha256); // the page's reader fetched it from that address

        var takedown = await journey
            .Editor.Post($"/v1/contents/{content}/takedown", new { reason = "A source is in danger." })
            .JsonAsync(HttpStatusCode.Accepted);
        await reader.Get(address).CodeAsync(HttpStatusCode.NotFound);
        await journey.UntilTakenDownAsync(takedown.Text("id"));
        await reader.Get(address).CodeAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Removing_the_one_post_that_shows_a_picture_ends_its_address()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        using var reader = journey.App.ClientWith(null);
        var channel = await AddPagesAsync(journey);
        var content = await journey.SubmitAsync(Piece(await journey.UploadAsync(), channel));
        await journey.ApproveAsync(content);
        var posts = await journey.ScheduleAsync(content, [channel], TimeSpan.FromMinutes(10));
        journey.Time.Advance(TimeSpan.FromMinutes(10));
        await journey.UntilPostsAreAsync("published", posts);
        var address = $"/p/{await HashAsync(journey, content)}";
        using var shown = await reader.Get(address);

        await journey.Editor.Post($"/v1/posts/{posts[0].Text("id")}/remove").JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        await reader.Get(address).CodeAsync(HttpStatusCode.NotFound);
    }

    private static Task<string> AddPagesAsync(NewsroomJourney journey) =>
        journey.AddChannelAsync(
            "telegram",
            "long_form",
            "en",
            new
            {
                chatId = "@bridge_example",
                baseUrl = journey.BaseUrl("telegram"),
                telegraphBaseUrl = journey.BaseUrl("telegraph"),
                longText = "telegraph",
                images = "own_host",
            },
            new { botToken = "sandbox-bot", telegraphToken = "sandbox-pages" }
        );

    private static object Piece(string media, string channel) =>
        new
        {
            texts = new { en = new { title = "The bridge", body = "The bridge is open again." } },
            media = new[] { new { id = media, alt = new { en = "A bridge over a river" } } },
            channels = new[] { channel },
        };

    private static async Task<string> HashAsync(NewsroomJourney journey, string content)
    {
        var variant = Assert.Single(await journey.VariantsAsync(content));
        return Token().Match(variant.Items("parts")[0].Text("text")).Groups[1].Value;
    }

    [GeneratedRegex(@"\{\{file:([0-9a-f]{64})\}\}")]
    private static partial Regex Token();
}

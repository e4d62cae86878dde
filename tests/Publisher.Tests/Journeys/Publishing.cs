using System.Net;
using Publisher.Tests.Api;

namespace Publisher.Tests.Journeys;

/// <summary>The way of a piece from the first word to the takedown, in few words.</summary>
internal static class Publishing
{
    public const string Body = "The bridge is open again, and people from both banks came to see it on a cold morning.";

    public static async Task OptInAsync(NewsroomJourney journey, string channel)
    {
        var now = await journey.Writer.Get($"/v1/channels/{channel}").JsonAsync();
        var body = new
        {
            name = now.Text("name"),
            language = now.Text("language"),
            audience = new { ageBand = "50+", region = "AM" },
            settings = now.GetProperty("settings"),
            record = true,
        };
        var changed = await journey.Writer.Put($"/v1/channels/{channel}", body, "*").JsonAsync();
        Assert.False(now.GetProperty("record").GetBoolean());
        Assert.True(changed.GetProperty("record").GetBoolean());
    }

    /// <summary>A network that removes for good, so that the content can be deleted afterwards.</summary>
    public static Task<string> AddTelegramAsync(NewsroomJourney journey) =>
        journey.AddChannelAsync(
            "telegram",
            "short_text",
            "en",
            new { chatId = "@bridge_example", baseUrl = journey.BaseUrl("telegram") },
            new { botToken = "sandbox-bot" }
        );

    public static Task<string> AddWordPressAsync(NewsroomJourney journey) =>
        journey.AddChannelAsync(
            "wordpress",
            "long_form",
            "en",
            new { baseUrl = journey.BaseUrl("wordpress") },
            new { username = "newsroom", applicationPassword = "sandbox abcd" }
        );

    public static Task<string> PublishAsync(NewsroomJourney journey, params string[] channels) =>
        PublishPieceAsync(journey, null, channels);

    public static async Task<string> PublishPieceAsync(NewsroomJourney journey, string? media, params string[] channels)
    {
        var content = await journey.SubmitAsync(Piece(media, channels));
        await journey.ApproveAsync(content);
        var posts = await journey.ScheduleAsync(content, channels, TimeSpan.FromMinutes(10));
        journey.Time.Advance(TimeSpan.FromMinutes(10));
        await journey.UntilPostsAreAsync("published", posts);
        return content;
    }

    public static async Task TakeDownAsync(NewsroomJourney journey, string content)
    {
        var takedown = await journey
            .Editor.Post($"/v1/contents/{content}/takedown", new { reason = "A source is in danger." })
            .JsonAsync(HttpStatusCode.Accepted);
        await journey.UntilTakenDownAsync(takedown.Text("id"));
    }

    public static object Piece(string? media, params string[] channels) =>
        new
        {
            texts = new { en = new { title = "The bridge", body = Body } },
            media = media is null ? [] : new object[] { new { id = media, alt = new { en = "A bridge" } } },
            channels,
        };
}

using System.Net;
using System.Text.Json;

namespace Publisher.Tests.Api;

/// <summary>Sample requests, and the steps most tests begin with.</summary>
internal static class Pieces
{
    /// <summary>A Mastodon channel that is never called in these tests.</summary>
    public static object Channel(string language = "en", string name = "Short news") =>
        new
        {
            name,
            network = "mastodon",
            format = "short_text",
            language,
            audience = new { ageBand = "16-24", region = "AM" },
            settings = new { baseUrl = "https://social.example" },
            credentials = new { accessToken = "sandbox-token" },
        };

    public static object Content(params string[] channels) =>
        new
        {
            texts = new Dictionary<string, object>
            {
                ["en"] = new
                {
                    title = "Bridges",
                    body = "Two towns mend a bridge together.",
                    hashtags = new[] { "peace" },
                },
            },
            tags = new[] { "peace" },
            channels,
        };

    public static async Task<string> NewChannelAsync(HttpClient client, string language = "en", string name = "Short news") =>
        (await client.Post("/v1/channels", Channel(language, name)).JsonAsync(HttpStatusCode.Created)).Text("id");

    public static async Task<JsonElement> NewContentAsync(HttpClient client, params string[] channels) =>
        await client.Post("/v1/contents", Content(channels)).JsonAsync(HttpStatusCode.Created);

    /// <summary>A content that the editor wrote and another person approved.</summary>
    public static async Task<string> ApprovedAsync(PublisherApp app, string channel)
    {
        using var editor = await app.ClientForAsync("editor");
        using var approver = await app.ClientForAsync("approver");
        var id = (await NewContentAsync(editor, channel)).Text("id");
        await editor.Get($"/v1/contents/{id}/variants?wait=10").JsonAsync();
        await editor.Post($"/v1/contents/{id}/submit").JsonAsync();
        var hash = (await approver.Get($"/v1/contents/{id}").JsonAsync()).Text("hash");
        await approver.Post($"/v1/contents/{id}/approve", new { hash }).JsonAsync();
        return id;
    }
}

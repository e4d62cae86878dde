using System.Net;
using System.Text.Json;
using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Api;

public sealed class AlternativeTextTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_channel_may_require_one_and_an_empty_one_says_that_the_picture_is_decorative()
    {
        using var client = await _app.ClientForAsync("editor");
        var settings = new { baseUrl = "https://social.example", requireAlt = "true" };
        var channel = await client
            .Post(
                "/v1/channels",
                new
                {
                    name = "Short news",
                    network = "mastodon",
                    format = "short_text",
                    language = "en",
                    settings,
                    credentials = new { accessToken = "sandbox-token" },
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        var media = await UploadAsync(client);

        var missing = await VariantAsync(client, Piece(channel.Text("id"), media, new { }));
        var decorative = await VariantAsync(client, Piece(channel.Text("id"), media, new { en = "" }));

        Assert.Equal(("impossible", "alt_missing"), (missing.Text("state"), missing.Items("problems")[0].Text("code")));
        Assert.Equal("media[0].alt.en", missing.Items("problems")[0].Text("field"));
        Assert.Equal("ready", decorative.Text("state"));
        Assert.Empty(decorative.Items("warnings"));
    }

    private static object Piece(string channel, string media, object alt) =>
        new
        {
            texts = new { en = new { body = "A bridge." } },
            media = new[] { new { id = media, alt } },
            channels = new[] { channel },
        };

    private static async Task<string> UploadAsync(HttpClient client)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Pictures.Jpeg(60, 40)), "file", "bridge.jpg" } };
        return (await client.Post("/v1/media", form).JsonAsync(HttpStatusCode.Created)).Text("id");
    }

    private static async Task<JsonElement> VariantAsync(HttpClient client, object piece)
    {
        var content = await client.Post("/v1/contents", piece).JsonAsync(HttpStatusCode.Created);
        return (await client.Get($"/v1/contents/{content.Text("id")}/variants?wait=20").JsonAsync()).Items("items")[0];
    }
}

using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts.Media;
using Publisher.Tests.Channels.Imaging;

namespace Publisher.Tests.Api;

/// <summary>Steps of the tests that cover faces.</summary>
internal static class CoverTrial
{
    public static object Cover { get; } = new { boxes = new[] { Faces.Box } };

    public static async Task<string> UploadAsync(HttpClient client, byte[]? photo = null) =>
        (await client.Post("/v1/media", Form(photo ?? Faces.Photo())).JsonAsync(HttpStatusCode.Created)).Text("id");

    public static MultipartFormDataContent Form(byte[] file) => new() { { new ByteArrayContent(file), "file", "meeting.jpg" } };

    public static object Piece(string media, string[] channels, object[]? covers = null) =>
        new
        {
            texts = new { en = new { title = "The bridge", body = "The bridge is open again." } },
            media = new[]
            {
                new
                {
                    id = media,
                    alt = new { en = "People on a bridge" },
                    covers,
                },
            },
            channels,
        };

    /// <summary>A content whose variants are rendered.</summary>
    public static async Task<string> SubmitAsync(HttpClient client, object piece)
    {
        var id = (await client.Post("/v1/contents", piece).JsonAsync(HttpStatusCode.Created)).Text("id");
        await VariantsAsync(client, id);
        return id;
    }

    public static async Task<IReadOnlyList<JsonElement>> VariantsAsync(HttpClient client, string content) =>
        (await client.Get($"/v1/contents/{content}/variants?wait=30").JsonAsync()).Items();

    public static async Task<byte[]> BytesAsync(HttpClient client, string path)
    {
        using var answer = await client.Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Every file in the media folder of the data directory.</summary>
    public static IReadOnlyList<byte[]> StoredFiles(PublisherApp app, string folder = "media")
    {
        var path = Path.Combine(app.Directory, folder);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes)]
            : [];
    }

    /// <summary>Destroys what is on the list; what the service's own loop has in hand just now is waited for.</summary>
    public static async Task PurgeAsync(PublisherApp app)
    {
        while (!await app.Services.GetRequiredService<MediaPurge>().RunAsync(TestContext.Current.CancellationToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until something is so: the files are destroyed behind the answer.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 600, "It did not happen.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}

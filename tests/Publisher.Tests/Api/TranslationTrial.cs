using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Publisher.Sandbox;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Api;

/// <summary>A newsroom whose translator is a stand-in, and the steps most tests of drafts take.</summary>
public abstract class TranslationTrial(PostgresServer postgres) : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;

    public async ValueTask InitializeAsync() =>
        _sandbox = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected SandboxServer Sandbox => _sandbox;

    protected static object Piece(string channel) =>
        new
        {
            texts = new
            {
                en = new
                {
                    title = "Bridges",
                    body = "Araz and **two towns** mend a bridge, see https://most.example/a #peace.",
                    hashtags = new[] { "peace" },
                },
            },
            contentWarning = new { en = "Old wounds" },
            channels = new[] { channel },
        };

    protected static MultipartFormDataContent Upload(int width) =>
        new() { { new ByteArrayContent(Channels.Imaging.Pictures.Jpeg(width, 40)), "file", "bridge.jpg" } };

    protected static JsonElement Russian(JsonElement content) => content.GetProperty("texts").GetProperty("ru");

    protected static Task<HttpResponseMessage> Translate(HttpClient client, string id, object? body = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v1/contents/{id}/translations", UriKind.Relative))
        {
            Content = new StringContent(
                body as string ?? JsonSerializer.Serialize(body ?? new { from = "en", to = "ru" }),
                System.Text.Encoding.UTF8,
                "application/json"
            ),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    protected static Task<JsonElement> DraftAsync(HttpClient client, string id, object? body = null) =>
        Translate(client, id, body).JsonAsync();

    protected static async Task<JsonElement> PutAsync(HttpClient client, string id, string channel, object texts)
    {
        using var now = await client.Get($"/v1/contents/{id}");
        return await client.Put($"/v1/contents/{id}", new { texts, channels = new[] { channel } }, now.Headers.ETag!.Tag).JsonAsync();
    }

    /// <summary>A person read the draft and sends it as it is.</summary>
    protected static async Task<JsonElement> AcceptAsync(HttpClient client, string id, string language)
    {
        var text = await client.Get($"/v1/contents/{id}/texts/{language}").JsonAsync();
        var body = new
        {
            title = text.Text("title"),
            body = text.Text("body"),
            hashtags = text.GetProperty("hashtags"),
        };
        return await client.Put($"/v1/contents/{id}/texts/{language}", body, text.Text("etag")).JsonAsync();
    }

    protected static async Task<HttpResponseMessage> ApproveAsync(HttpClient client, string id)
    {
        var hash = (await client.Get($"/v1/contents/{id}").JsonAsync()).Text("hash");
        return await client.Post($"/v1/contents/{id}/approve", new { hash });
    }

    protected static Task<HttpResponseMessage> PostAsync(HttpClient client, string id, string channel) =>
        client.Post(
            "/v1/posts",
            new
            {
                contentId = id,
                channels = new[] { channel },
                publishAt = "2026-12-02T09:00:00Z",
            }
        );

    protected async Task<PublisherApp> AppAsync(string storage, string provider, params (string, string)[] settings) =>
        new(
            new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 5, 0, 0, TimeSpan.Zero)),
            postgres: storage is "postgres" ? await postgres.NewDatabaseAsync() : null,
            settings:
            [
                ("Translation:Provider", provider),
                ("Translation:BaseUrl", new Uri(_sandbox.Address, provider).ToString()),
                ("Translation:ApiKey", "sandbox-1"),
                .. settings,
            ]
        );
}

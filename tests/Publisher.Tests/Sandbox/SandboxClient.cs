using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Publisher.Sandbox;

namespace Publisher.Tests.Sandbox;

/// <summary>A running sandbox and a plain client to it.</summary>
internal sealed class SandboxClient : IAsyncDisposable
{
    private SandboxClient(SandboxServer server, FakeTimeProvider time)
    {
        (Server, Time) = (server, time);
        Http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(20) };
    }

    /// <summary>Letters of every script as they are.</summary>
    public static JsonSerializerOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public SandboxServer Server { get; }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public static async Task<SandboxClient> StartAsync(string? bearer = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 5, 0, 0, TimeSpan.Zero));
        var client = new SandboxClient(await SandboxServer.StartAsync(time: time, cancellationToken: CancellationToken), time);
        if (bearer is not null)
        {
            client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        return client;
    }

    public Task<SandboxAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<SandboxAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<SandboxAnswer> PostAsync(string path, JsonNode body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Json(body), headers);

    public Task<SandboxAnswer> PutAsync(string path, JsonNode body) => SendAsync(HttpMethod.Put, path, Json(body));

    public async Task<SandboxAnswer> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request, CancellationToken);
        var text = await response.Content.ReadAsStringAsync(CancellationToken);
        return new SandboxAnswer((int)response.StatusCode, text, response.Headers);
    }

    public static MultipartFormDataContent Form(byte[] file, string name = "file", params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        form.Add(new ByteArrayContent(file), name, $"{name}.jpg");
        return form;
    }

    public static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}

internal sealed record SandboxAnswer(int Status, string Text, HttpResponseHeaders Headers)
{
    public JsonNode Body => JsonNode.Parse(Text)!;
}

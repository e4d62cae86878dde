using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Publisher.Tests.Channels;

/// <summary>What a network that was taken over might answer.</summary>
public enum Malice
{
    /// <summary>Ids and links of 100,000 characters.</summary>
    LongIds,

    /// <summary>Links to another host, or that run as script.</summary>
    ForeignLinks,

    /// <summary>Control characters and markup in every text.</summary>
    Markup,

    /// <summary>Lists, numbers and nulls where texts belong, and texts where numbers do.</summary>
    OtherTypes,

    /// <summary>The right answer, and 2 MB of blanks behind it.</summary>
    TooLong,

    /// <summary>JSON a thousand levels deep.</summary>
    Deep,

    /// <summary>A web page.</summary>
    NoJson,
}

/// <summary>Stands between a network and its stand-in and spoils each answer that is a success.</summary>
internal sealed class HostileProxy : IAsyncDisposable
{
    private static readonly string[] _own = ["Host", "Content-Length", "Transfer-Encoding", "Connection"];

    private readonly WebApplication _app;
    private readonly HttpClient _client = new();
    private readonly Uri _server;
    private readonly Malice _malice;

    private HostileProxy(Uri server, Malice malice)
    {
        (_server, _malice) = (server, malice);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(PassAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>How many answers were spoilt.</summary>
    public int Spoilt { get; private set; }

    public static async Task<HostileProxy> StartAsync(Uri server, Malice malice)
    {
        var proxy = new HostileProxy(server, malice);
        await proxy._app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        using var answer = await _client.SendAsync(await ForwardAsync(context.Request), context.RequestAborted);
        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        var isJson = answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType is "application/json";
        await context.Response.Body.WriteAsync(isJson ? Spoil(body) : body, context.RequestAborted);
    }

    private async Task<HttpRequestMessage> ForwardAsync(HttpRequest request)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var forward = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_server, $"{request.Path}{request.QueryString}"))
        {
            Content = body.Length > 0 ? new ByteArrayContent(body.ToArray()) : null,
        };
        foreach (var (name, values) in request.Headers.Where(header => !_own.Contains(header.Key)))
        {
            _ =
                forward.Headers.TryAddWithoutValidation(name, values.ToArray())
                || forward.Content?.Headers.TryAddWithoutValidation(name, values.ToArray()) == true;
        }

        return forward;
    }

    private byte[] Spoil(byte[] body)
    {
        Spoilt++;
        return _malice switch
        {
            Malice.TooLong => [.. body, .. Encoding.UTF8.GetBytes(new string(' ', 2 << 20))],
            Malice.Deep => Encoding.UTF8.GetBytes(new string('[', 1_000) + new string(']', 1_000)),
            Malice.NoJson => "<html><script>alert(1)</script></html>"u8.ToArray(),
            _ => Encoding.UTF8.GetBytes(Spoil(JsonNode.Parse(body), "")?.ToJsonString() ?? "null"),
        };
    }

    private JsonNode? Spoil(JsonNode? node, string name) =>
        node switch
        {
            JsonObject found => new JsonObject(found.Select(pair => KeyValuePair.Create(pair.Key, Spoil(pair.Value, pair.Key)))),
            JsonArray found => new JsonArray([.. found.Select(item => Spoil(item, name))]),
            JsonValue value => SpoilValue(value, name),
            _ => null,
        };

    private JsonNode? SpoilValue(JsonValue value, string name)
    {
        var text = value.TryGetValue<string>(out var found) ? found : null;
        var isLink = text?.Contains("://", StringComparison.Ordinal) == true;
        var isId = isLink || name.EndsWith("id", StringComparison.OrdinalIgnoreCase) || name is "uri" or "path";
        return _malice switch
        {
            Malice.LongIds when text is not null && isId => text + new string('x', 100_000),
            Malice.LongIds when isId => JsonValue.Create(long.MaxValue),
            Malice.ForeignLinks when isLink => (Spoilt % 2 == 0 ? "https://evil.example/" : "javascript:alert(1)//") + text,
            Malice.Markup when text is not null && !IsSecret(name) => "\r\n\u001b[31m<script>alert(1)</script>" + text,
            Malice.OtherTypes when text is not null && !IsSecret(name) => new JsonArray(1, "two"),
            Malice.OtherTypes when text is null && !value.TryGetValue<bool>(out _) => JsonValue.Create("many"),
            _ => value.DeepClone(),
        };
    }

    /// <summary>Without its tokens a network is not called a second time, and nothing further would be tried.</summary>
    private static bool IsSecret(string name) => name.EndsWith("jwt", StringComparison.OrdinalIgnoreCase) || name.Contains("token");
}

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Webhooks;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Api;

/// <summary>The service with two channels, somebody who makes inbound hooks, and somebody outside who calls them.</summary>
public abstract class InboundTrial : IAsyncLifetime
{
    protected const string Piece = """{"texts":{"en":{"title":"Bread","body":"Bread and peace."}}}""";
    protected PublisherApp App { get; } = new();

    /// <summary>Makes hooks and reads.</summary>
    protected HttpClient Client { get; private set; } = null!;

    /// <summary>Holds no key.</summary>
    protected HttpClient Outside { get; private set; } = null!;

    protected static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        Client = await App.ClientForAsync("integrator", "webhooks", "read");
        Outside = App.ClientWith(null);
        await App.Store.WriteAsync(
            scope =>
            {
                scope.AddChannel("ch_1");
                scope.AddChannel("ch_2");
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<JsonElement> CreateAsync(string source = "generic", bool autoSubmit = false, string? feedUrl = null) =>
        Client
            .Post(
                "/v1/inbound",
                new
                {
                    name = "newsdesk",
                    source,
                    feedUrl,
                    language = "en",
                    channels = new[] { "ch_1" },
                    autoSubmit,
                }
            )
            .JsonAsync(HttpStatusCode.Created);

    protected Task<HttpResponseMessage> SendAsync(
        JsonElement hook,
        string body,
        string id = "msg_1",
        DateTimeOffset? at = null,
        string? signedBody = null,
        Func<string, string>? signature = null
    )
    {
        var second = (at ?? Now).ToUnixTimeSeconds();
        var good = WebhookSignature.Sign(hook.Text("secret"), id, second, Encoding.UTF8.GetBytes(signedBody ?? body));
        return SendAsync(
            hook,
            body,
            (WebhookSignature.IdHeader, id),
            (WebhookSignature.TimestampHeader, second.ToString(CultureInfo.InvariantCulture)),
            (WebhookSignature.SignatureHeader, signature is null ? good : signature(good))
        );
    }

    protected Task<HttpResponseMessage> SendAsync(JsonElement hook, string body, params (string Name, string Value)[] headers)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(hook.Text("url"), UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        Array.ForEach(headers, header => message.Headers.TryAddWithoutValidation(header.Name, header.Value));
        return Outside.SendAsync(message, TestContext.Current.CancellationToken);
    }

    protected async Task<int> ContentsAsync()
    {
        await using var db = App.Store.Read();
        return await db.Contents.CountAsync(TestContext.Current.CancellationToken);
    }

    protected async Task<List<string>> PersonsAsync()
    {
        await using var db = App.Store.Read();
        return await db.Revisions.Select(revision => revision.Person).ToListAsync(TestContext.Current.CancellationToken);
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Publisher.Sandbox.Demo;

/// <summary>Another system of the newsroom: listens on loopback, believes a call only when its signature is right (Standard Webhooks).</summary>
internal sealed class WebhookInbox : IAsyncDisposable
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (JsonObject Event, DateTimeOffset At)> _received = [];
    private byte[] _secret = [];
    private int _forged;

    private WebhookInbox(WebApplication app) => _app = app;

    public Uri Address =>
        new(
            new Uri(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()),
            "hook"
        );

    /// <summary>Each event once, however often it was delivered.</summary>
    public IReadOnlyCollection<JsonObject> Received => [.. _received.Values.Select(arrival => arrival.Event)];

    /// <summary>The same in the order in which they came first, with the time.</summary>
    public IReadOnlyCollection<(JsonObject Event, DateTimeOffset At)> Arrivals => [.. _received.Values.OrderBy(arrival => arrival.At)];

    /// <summary>Calls whose signature or time was wrong.</summary>
    public int Forged => _forged;

    public static async Task<WebhookInbox> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var inbox = new WebhookInbox(builder.Build());
        inbox._app.UseRouting();
        inbox._app.MapPost("/hook", inbox.ReceiveAsync);
        await inbox._app.StartAsync(cancellationToken);
        return inbox;
    }

    /// <param name="secret">As the service showed it once: <c>whsec_</c> and Base64.</param>
    public void Trust(string secret) => _secret = Convert.FromBase64String(secret["whsec_".Length..]);

    /// <summary>True when one of the signatures is the HMAC of id, time and body, and the time is near.</summary>
    public static bool IsGenuine(byte[] secret, string id, string timestamp, string body, string signatures, DateTimeOffset now)
    {
        if (
            !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Skew
        )
        {
            return false;
        }

        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
        return signatures
            .Split(' ')
            .Any(signature => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(expected)));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        string Header(string name) => context.Request.Headers[name].ToString();
        var id = Header("webhook-id");
        if (!IsGenuine(_secret, id, Header("webhook-timestamp"), body, Header("webhook-signature"), TimeProvider.System.GetUtcNow()))
        {
            Interlocked.Increment(ref _forged);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        _received.TryAdd(id, (JsonNode.Parse(body)!.AsObject(), TimeProvider.System.GetUtcNow()));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}

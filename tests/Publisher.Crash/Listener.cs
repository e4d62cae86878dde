using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Publisher.Crash;

/// <summary>The other end of a webhook: remembers under which ids it was told that a post is out.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _told = new();

    private Listener(WebApplication app) => _app = app;

    public Uri Address =>
        new(
            new Uri(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()),
            "hook"
        );

    public static async Task<Listener> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var listener = new Listener(builder.Build());
        listener._app.Run(listener.ReceiveAsync);
        await listener._app.StartAsync();
        return listener;
    }

    /// <summary>How many different events said that this post is out. A repeat of one has its id.</summary>
    public int EventsOf(string postId) => _told.TryGetValue(postId, out var ids) ? ids.Count : 0;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        if (body!["data"]!["postId"]?.GetValue<string>() is { } post)
        {
            _told.GetOrAdd(post, _ => new())[context.Request.Headers["webhook-id"].ToString()] = true;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}

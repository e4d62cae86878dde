using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Publisher.Posts.Webhooks;

namespace Publisher.Tests.Scheduler;

/// <summary>An endpoint on loopback that keeps what it was sent and answers as it is told to, by path.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedCall> _calls = new();

    private Receiver(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            _calls.Enqueue(ReceivedCall.Of(context.Request, body.ToArray()));
            await answer(context);
        });
    }

    public IReadOnlyList<ReceivedCall> Calls => [.. _calls];
    public Uri Address => new(_app.Urls.Single());

    public static async Task<Receiver> StartAsync(Func<HttpContext, Task> answer)
    {
        var receiver = new Receiver(answer);
        await receiver._app.StartAsync();
        return receiver;
    }

    public static Task<Receiver> AnsweringAsync(int status) =>
        StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}

internal sealed record ReceivedCall(string Path, string Id, string Timestamp, string Signatures, byte[] Body)
{
    public static ReceivedCall Of(HttpRequest request, byte[] body) =>
        new(
            request.Path.Value!,
            request.Headers[WebhookSignature.IdHeader].ToString(),
            request.Headers[WebhookSignature.TimestampHeader].ToString(),
            request.Headers[WebhookSignature.SignatureHeader].ToString(),
            body
        );

    public bool IsSignedWith(string secret, DateTimeOffset now) => WebhookSignature.IsValid(secret, Id, Timestamp, Signatures, Body, now);
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Bluesky;

/// <summary>A Bluesky server. Any identifier signs in with a password that begins with <c>sandbox</c>; from then on the tokens it issued count.</summary>
internal sealed class BlueskyStandIn : StandIn
{
    private readonly BlueskySessions _sessions;
    private readonly BlueskyBlobs _blobs;
    private readonly BlueskyRepository _repository;

    public BlueskyStandIn(Ledger ledger, Pictures pictures, TimeProvider time)
        : base("bluesky")
    {
        _sessions = new BlueskySessions(time);
        _blobs = new BlueskyBlobs(ledger, pictures);
        _repository = new BlueskyRepository(ledger, _sessions, _blobs, time);
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        var xrpc = routes.MapGroup("/xrpc");
        xrpc.MapPost("/com.atproto.server.createSession", _sessions.CreateAsync);
        xrpc.MapPost("/com.atproto.server.refreshSession", _sessions.RefreshAsync);
        xrpc.MapGet("/com.atproto.server.getSession", _sessions.ShowAsync);
        xrpc.MapGet("/com.atproto.server.describeServer", DescribeAsync);
        xrpc.MapGet("/com.atproto.identity.resolveHandle", ResolveAsync);
        xrpc.MapPost("/com.atproto.repo.uploadBlob", context => ForAccountAsync(context, _blobs.UploadAsync));
        xrpc.MapPost("/com.atproto.repo.createRecord", context => ForAccountAsync(context, _repository.CreateAsync));
        xrpc.MapPost("/com.atproto.repo.putRecord", context => ForAccountAsync(context, _repository.PutAsync));
        xrpc.MapPost("/com.atproto.repo.deleteRecord", context => ForAccountAsync(context, _repository.DeleteAsync));
        xrpc.MapGet("/com.atproto.repo.getRecord", _repository.ShowAsync);
        xrpc.MapGet("/com.atproto.repo.listRecords", _repository.ListAsync);
        xrpc.MapFallback(
            "{*path}",
            context => context.AnswerErrorAsync(new BlueskyError(501, "MethodNotImplemented", "Method Not Implemented"))
        );
    }

    public override ValueTask<NetworkAction?> ActionOfAsync(HttpRequest request, string path) =>
        ValueTask.FromResult<NetworkAction?>(
            path switch
            {
                "/xrpc/com.atproto.repo.createRecord" or "/xrpc/com.atproto.repo.putRecord" => NetworkAction.Publish,
                "/xrpc/com.atproto.repo.deleteRecord" => NetworkAction.Delete,
                "/xrpc/com.atproto.repo.uploadBlob" => NetworkAction.Media,
                "/xrpc/com.atproto.server.describeServer" => NetworkAction.Read,
                _ when path.StartsWith("/xrpc/com.atproto.server.", StringComparison.Ordinal) => NetworkAction.Auth,
                _ => NetworkAction.Read,
            }
        );

    public override Task RefuseAsync(HttpContext context, NetworkAction action) =>
        context.AnswerErrorAsync(
            action switch
            {
                NetworkAction.Auth => new BlueskyError(401, "AuthenticationRequired", "Invalid identifier or password"),
                NetworkAction.Media => new BlueskyError(413, "PayloadTooLarge", "request entity too large"),
                _ => BlueskyError.Invalid("Invalid app.bsky.feed.post record"),
            }
        );

    public override Task FailAsync(HttpContext context, int status, int? retryAfterSeconds)
    {
        if (status == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers["RateLimit-Limit"] = "5000";
            context.Response.Headers["RateLimit-Remaining"] = "0";
            return context.AnswerErrorAsync(new BlueskyError(status, "RateLimitExceeded", "Rate Limit Exceeded"));
        }

        var name = status is 502 or 503 ? "UpstreamFailure" : "InternalServerError";
        return context.AnswerErrorAsync(new BlueskyError(status, name, name));
    }

    private async Task ForAccountAsync(HttpContext context, Func<HttpContext, BlueskyAccount, Task> handle)
    {
        if (_sessions.Authenticate(context.Request, out var error) is not { } account)
        {
            await context.AnswerErrorAsync(error!);
            return;
        }

        await handle(context, account);
    }

    private Task ForAccountAsync(HttpContext context, Func<HttpContext, BlueskyAccount, Call, Task> handle) =>
        ForAccountAsync(
            context,
            async (sameContext, account) =>
            {
                try
                {
                    await handle(sameContext, account, await Call.ReadAsync(sameContext.Request));
                }
                catch (Exception exception) when (exception is JsonException or InvalidOperationException)
                {
                    await sameContext.AnswerErrorAsync(BlueskyError.Invalid("The body does not fit the lexicon"));
                }
            }
        );

    private static Task DescribeAsync(HttpContext context) =>
        context.AnswerAsync(
            new JsonObject
            {
                ["did"] = "did:web:sandbox.test",
                ["availableUserDomains"] = new JsonArray(".sandbox.test"),
                ["inviteCodeRequired"] = false,
            }
        );

    private Task ResolveAsync(HttpContext context) =>
        _sessions.Find(context.Request.Query["handle"]) is { } account
            ? context.AnswerAsync(new JsonObject { ["did"] = account.Did })
            : context.AnswerErrorAsync(new BlueskyError(400, "HandleNotFound", "Unable to resolve handle"));
}

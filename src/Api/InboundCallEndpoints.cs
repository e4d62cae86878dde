using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;

namespace Publisher.Api;

/// <summary>
/// Takes what other systems send. The signature is checked over the bytes as they came, before anything reads them; the bytes are never
/// stored. All that can come of a call is a draft.
/// </summary>
internal static class InboundCallEndpoints
{
    public static void MapInboundCalls(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/v1/inbound/{token}", Take)
            .Audits("inbound.take")
            .WithTags("Webhooks")
            .IsPublic()
            .Accepts<JsonElement>("application/json")
            .Produces<InboundView>();

    private static async Task<IResult> Take(
        string token,
        HttpContext context,
        Store store,
        InboundSetup setup,
        InboundDrafts drafts,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(store, token, cancellationToken) is not { } hook)
        {
            return Problems.NotFound();
        }

        var body = await JsonBytes.ReadAsync(context.Request, cancellationToken);
        if (MessageId(context.Request, hook, setup.SecretOf(hook), body, time.GetUtcNow()) is not { } messageId)
        {
            return Problems.Of(401, "unauthenticated", "The signature is missing, too old, or not made with this hook's secret.");
        }

        var problems = new ProblemList();
        var content = hook.Source is InboundSetup.Ghost ? Ghost(hook, body) : Generic(hook, body, problems);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        return Answer(await TakeAsync(store, drafts, hook, messageId, content, cancellationToken));
    }

    private static async Task<InboundHook?> FindAsync(Store store, string token, CancellationToken cancellationToken)
    {
        var hash = Digest.Of(token);
        await using var db = store.Read();
        return await db.InboundHooks.FirstOrDefaultAsync(hook => hook.TokenHash == hash, cancellationToken);
    }

    /// <summary>What the message is remembered by; null when it is not truly this hook's.</summary>
    private static string? MessageId(HttpRequest request, InboundHook hook, string secret, byte[] body, DateTimeOffset now)
    {
        if (hook.Source is InboundSetup.Ghost)
        {
            // Ghost names no message, and repeats one that was not answered with a new time: the same body is the same message.
            return GhostSignature.IsValid(secret, Header(request, GhostSignature.Header), body, now) ? Digest.Of(body) : null;
        }

        var id = Header(request, WebhookSignature.IdHeader);
        var isValid = WebhookSignature.IsValid(
            secret,
            id,
            Header(request, WebhookSignature.TimestampHeader),
            Header(request, WebhookSignature.SignatureHeader),
            body,
            now
        );
        return isValid ? InboundDrafts.Key(id!) : null;
    }

    private static string? Header(HttpRequest request, string name) => request.Headers[name] is [{ } value] ? value : null;

    private static Content? Ghost(InboundHook hook, byte[] body)
    {
        try
        {
            return GhostMessage.Read(body)?.ToContent(hook);
        }
        catch (JsonException)
        {
            throw new RefusedException(Problems.Malformed("The body is not what Ghost sends for post.published."));
        }
    }

    private static Content Generic(InboundHook hook, byte[] body, ProblemList problems)
    {
        var sent = Body<ContentBody>.Parse(body);
        var content = sent.ToContent(problems);
        return sent.Channels is null ? content with { Channels = hook.Channels } : content;
    }

    private static async Task<InboundResult> TakeAsync(
        Store store,
        InboundDrafts drafts,
        InboundHook hook,
        string messageId,
        Content? content,
        CancellationToken cancellationToken
    )
    {
        Task<InboundResult> Once() =>
            store.WriteAsync(
                scope => drafts.TakeAsync(scope, hook, messageId, content, cancellationToken),
                WriteTurn.First,
                cancellationToken
            );

        try
        {
            return await Once();
        }
        catch (DbUpdateException)
        {
            // Another node took the same message first; now it is seen as the repetition it is.
            return await Once();
        }
    }

    private static Reply Answer(InboundResult result) =>
        result switch
        {
            InboundResult.Drafted(var content) => new Reply(201) { Body = new InboundView("drafted", content.Id, content.State) },
            InboundResult.Replayed(var contentId) => Reply.Ok(new InboundView("replayed", contentId, null)),
            InboundResult.OwnPost => Reply.Ok(new InboundView("own_post", null, null)),
            InboundResult.Nothing => Reply.Ok(new InboundView("nothing", null, null)),
            InboundResult.Refused(var problems) => Problems.Invalid(problems),
            _ => throw new UnreachableException($"{result} is no result of an inbound call."),
        };
}

/// <param name="Result"><c>drafted</c>, or why nothing changed: <c>replayed</c>, <c>own_post</c>, <c>nothing</c>.</param>
internal sealed record InboundView(string Result, string? ContentId, ContentState? State);

using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;

namespace Publisher.Api;

internal static class InboundEndpoints
{
    public static void MapInbound(this IEndpointRouteBuilder routes)
    {
        var hooks = routes.MapGroup("/v1/inbound").WithTags("Webhooks").Needs(Scopes.Webhooks);
        hooks.MapPost("/", Create).Audits("inbound.create").Produces<NewInboundHookView>(201);
        hooks.MapGet("/", List).Needs(Scopes.Read, Scopes.Webhooks).Produces<PageView<InboundHookView>>();
        hooks.MapDelete("/{id}", Delete).Audits("inbound.delete").Produces(204);
    }

    private static Task<IResult> Create(
        Body<NewInboundHook> body,
        HttpContext context,
        Caller caller,
        InboundSetup setup,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                var problems = new ProblemList();
                var wishes = body.Value.Read(problems);
                problems.And(await setup.CheckAsync(scope, wishes, caller.Channels, cancellationToken));
                if (problems.Any)
                {
                    return Problems.Invalid(problems);
                }

                var (hook, token, secret) = setup.Add(scope, wishes, caller.Person);
                var reply = Reply.Created($"/v1/inbound/{hook.Id}", NewInboundHookView.Of(hook, token, secret));
                return reply with { ReplayBody = NewInboundHookView.Of(hook, token: null, secret: null) };
            },
            cancellationToken
        );

    private static async Task<IResult> List(HttpContext context, Caller caller, Store store, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        var after = page.After?[0];
        var rows = await db
            .InboundHooks.Where(hook => after == null || string.Compare(hook.Id, after) > 0)
            .OrderBy(hook => hook.Id)
            .ToListAsync(cancellationToken);
        var seen = rows.Where(hook => Sees(caller, hook)).Take(page.Limit + 1).ToList();
        return Reply.Ok(page.View(seen, InboundHookView.Of, hook => [hook.Id]));
    }

    private static Task<IResult> Delete(string id, HttpContext context, Caller caller, Door door, CancellationToken cancellationToken) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                var hook = await scope.Db.InboundHooks.FindAsync([id], cancellationToken);
                if (hook is null || !Sees(caller, hook))
                {
                    return Problems.NotFound();
                }

                await scope.Db.InboundMessages.Where(message => message.HookId == id).ExecuteDeleteAsync(cancellationToken);
                scope.Db.InboundHooks.Remove(hook);
                scope.Destroys();
                return Reply.NoContent;
            },
            cancellationToken
        );

    private static bool Sees(Caller caller, InboundHook hook) => hook.Channels.All(caller.Sees);
}

/// <summary>An inbound hook as it is asked for.</summary>
/// <param name="Source"><c>generic</c>, <c>ghost</c> or <c>rss</c>.</param>
/// <param name="Channels">Left out: all enabled channels that the key may see.</param>
internal sealed record NewInboundHook(
    string? Name,
    string? Source,
    string? FeedUrl,
    string? Language,
    IReadOnlyList<string>? Channels,
    bool? AutoSubmit
)
{
    public InboundWishes Read(ProblemList problems) =>
        new(
            problems.Required("name", Name, 60),
            problems.Required("source", Source),
            problems.Url("feedUrl", FeedUrl),
            problems.Required("language", Language, 35),
            Channels is null ? null : [.. Channels.Distinct()],
            AutoSubmit ?? false
        );
}

internal record InboundHookView(
    string Id,
    string Name,
    string Source,
    string? FeedUrl,
    string Language,
    IReadOnlyList<string> Channels,
    bool AutoSubmit,
    string Person,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PolledAt
)
{
    public static InboundHookView Of(InboundHook hook) =>
        new(
            hook.Id,
            hook.Name,
            hook.Source,
            hook.FeedUrl,
            hook.Language,
            hook.Channels,
            hook.AutoSubmit,
            InboundDrafts.PersonOf(hook),
            hook.CreatedAt,
            hook.PolledAt
        );
}

/// <param name="Url">Where to call, with the token; shown this once, null for a feed and when the request is repeated.</param>
/// <param name="Secret">Signs the calls; shown this once.</param>
internal sealed record NewInboundHookView(string Id, string Name, string Source, string Person, string? Url, string? Secret)
{
    public static NewInboundHookView Of(InboundHook hook, string? token, string? secret) =>
        new(hook.Id, hook.Name, hook.Source, InboundDrafts.PersonOf(hook), token is null ? null : $"/v1/inbound/{token}", secret);
}

using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Api;

internal static class PostEndpoints
{
    public static void MapPosts(this IEndpointRouteBuilder routes)
    {
        var posts = routes.MapGroup("/v1/posts").WithTags("Posts").Needs(Scopes.Read);
        posts.MapPost("/", Create).Audits("post.schedule").Needs(Scopes.Publish).Produces<PostsView>(201);
        posts.MapGet("/", List).Produces<PageView<PostView>>();
        posts.MapGet("/{id}", Show).Produces<PostView>();
    }

    private static async Task<IResult> Create(
        Body<PostBody> body,
        HttpContext context,
        Caller caller,
        Scheduling scheduling,
        LeakChecks checks,
        Door door,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        var order = body.Value.ToOrder(problems);
        await checks.EnsureContentAsync(order.ContentId, cancellationToken);
        return await door.WriteAsync(
            context,
            async scope =>
            {
                if (problems.Any)
                {
                    return Problems.Invalid(problems);
                }

                if (caller.Channels is not null && await scope.Db.FindContentAsync(order.ContentId, caller, cancellationToken) is null)
                {
                    return UnknownContent(order);
                }

                var result = await scheduling.ScheduleAsync(scope, order, caller.Person, caller.Channels, cancellationToken);
                scope.AuditDetails = DetailsOf(order, result);
                return result switch
                {
                    SchedulingResult.Made(var posts) => Made([.. posts.Select(await scope.Db.ViewerAsync(posts, cancellationToken))]),
                    SchedulingResult.NotFound => UnknownContent(order),
                    SchedulingResult.Refused(var wrong) => Problems.Invalid(wrong),
                    SchedulingResult.Conflict conflict => Conflict(conflict),
                    SchedulingResult.Shows(var hits) => GuardReply.Of(hits, caller),
                    var other => throw new UnreachableException($"{other} is no result of scheduling."),
                };
            },
            cancellationToken
        );
    }

    private static Dictionary<string, string> DetailsOf(PostOrder order, SchedulingResult result)
    {
        var details = new Dictionary<string, string> { ["contentId"] = order.ContentId };
        if (result is SchedulingResult.Made(var posts))
        {
            details["postIds"] = string.Join(' ', posts.Select(post => post.Id));
        }

        if (order.Repeat)
        {
            details["repeat"] = "true";
        }

        return details;
    }

    private static async Task<IResult> List(HttpContext context, Caller caller, Store store, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var filter = PostFilter.Of(context.Request, problems);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        var rows = await filter.ReadAsync(db, caller, cancellationToken);
        return Reply.Ok(filter.Page.View(rows, await db.ViewerAsync(rows, cancellationToken), PostFilter.KeysOf));
    }

    private static async Task<IResult> Show(string id, Caller caller, Store store, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var post = await db
            .Posts.Include(row => row.Attempts)
            .Include(row => row.Parts)
            .AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        return post is not null && caller.Sees(post.ChannelId)
            ? Reply.Ok(await db.ViewAsync(post, cancellationToken))
            : Problems.NotFound();
    }

    private static Reply Made(IReadOnlyList<PostView> posts) =>
        new(201) { Body = new PostsView(posts), Location = posts is [var only] ? $"/v1/posts/{only.Id}" : null };

    private static Reply UnknownContent(PostOrder order) =>
        Problems.With(
            404,
            "not_found",
            $"There is no content {ProblemList.Shown(order.ContentId)}, or the key may not see it.",
            [new("contentId", "not_found", "There is no such content.")]
        );

    private static Reply Conflict(SchedulingResult.Conflict conflict) =>
        Problems.With(
            409,
            conflict.Code,
            conflict.Reason,
            [.. conflict.Problems.Select(FieldError.Of)],
            conflict.PostId is { } postId ? [("postId", postId)] : []
        );
}

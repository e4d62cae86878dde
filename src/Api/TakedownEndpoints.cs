using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

internal static class TakedownEndpoints
{
    public static void MapTakedowns(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/v1/contents/{id}/takedown", Start)
            .Audits("content.take_down")
            .WithTags("Contents")
            .Needs(Scopes.Takedown)
            .Produces<TakedownView>(202);
        routes.MapGet("/v1/takedowns/{id}", Show).WithTags("Contents").Needs(Scopes.Read).Produces<TakedownView>();
    }

    private static Task<IResult> Start(
        string id,
        Body<ReasonBody> body,
        HttpContext context,
        Caller caller,
        Takedowns takedowns,
        TakedownReport report,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                if (await scope.Db.FindEvenHiddenAsync(id, caller, cancellationToken) is not var (_, content))
                {
                    return Problems.NotFound();
                }

                if (!content.Channels.All(caller.Sees))
                {
                    return Problems.Forbidden("This content is also for channels that the key may not see; remove the posts it sees.");
                }

                var problems = new ProblemList();
                var reason = problems.Required("reason", body.Value.Reason, 2_000);
                if (problems.Any)
                {
                    return Problems.Invalid(problems);
                }

                var start = await takedowns.StartAsync(scope, id, reason, caller.Person, cancellationToken);
                return start is TakedownStart.Started(var takedown)
                    ? Reply.Accepted(
                        TakedownView.Of(
                            takedown,
                            report.Of(takedown, await PostsAsync(scope.Db.Posts, takedown, cancellationToken)),
                            caller
                        ),
                        $"/v1/takedowns/{takedown.Id}"
                    )
                    : Problems.NotFound();
            },
            cancellationToken
        );

    private static async Task<IResult> Show(
        string id,
        Caller caller,
        Store store,
        TakedownReport report,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Read();
        var takedown = await db.Takedowns.FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        return takedown is not null && caller.SeesAny([.. takedown.Items.Select(item => item.ChannelId)])
            ? Reply.Ok(TakedownView.Of(takedown, report.Of(takedown, await PostsAsync(db.Posts, takedown, cancellationToken)), caller))
            : Problems.NotFound();
    }

    private static Task<List<Post>> PostsAsync(IQueryable<Post> posts, Takedown takedown, CancellationToken cancellationToken)
    {
        var ids = takedown.Items.Select(item => item.PostId).ToList();
        return posts
            .Include(post => post.Attempts.OrderBy(attempt => attempt.Number))
            .Include(post => post.Parts.OrderBy(part => part.Number))
            .AsSplitQuery()
            .Where(post => ids.Contains(post.Id))
            .ToListAsync(cancellationToken);
    }
}

/// <param name="FinishedAt">Every channel has given its result.</param>
internal sealed record TakedownView(
    string Id,
    string ContentId,
    DateTimeOffset At,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<TakedownItemResult> Results
)
{
    public static TakedownView Of(Takedown takedown, IReadOnlyList<TakedownItemResult> results, Caller caller) =>
        new(takedown.Id, takedown.ContentId, takedown.At, takedown.FinishedAt, [.. results.Where(result => caller.Sees(result.ChannelId))]);
}

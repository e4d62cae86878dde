using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>What people may do to a post.</summary>
internal static class PostChangeEndpoints
{
    private const string SendAgainAct = "post.send_again";

    public static void MapPostChanges(this IEndpointRouteBuilder routes)
    {
        var post = routes.MapGroup("/v1/posts/{id}").WithTags("Posts").Needs(Scopes.Publish);
        post.MapPatch("/", Reschedule).Audits("post.reschedule").Produces<PostView>();
        post.MapPost("/cancel", Cancel).Audits("post.cancel").Produces<PostView>();
        post.MapPost("/retry", Retry).Audits("post.retry").Produces<PostView>();
        post.MapPost("/resolve", Resolve).Audits("post.resolve").Produces<PostView>().Produces<SecondApprovalAsked>(202);
        post.MapPost("/remove", Remove).Audits("post.remove").Needs(Scopes.Takedown).Produces<PostView>(202);
    }

    /// <summary>What the second person's yes does.</summary>
    public static PairedAct SendingAgain(IServiceProvider services)
    {
        var changes = services.GetRequiredService<PostChanges>();
        return new PairedAct(
            SendAgainAct,
            [Scopes.Publish],
            (scope, id, caller, cancellationToken) =>
                AnswerAsync(
                    scope,
                    id,
                    caller,
                    () => changes.SendAgainAsync(scope, id, cancellationToken),
                    post => ViewAsync(scope, post, 200, cancellationToken),
                    cancellationToken
                )
        );
    }

    private static Task<IResult> Reschedule(
        string id,
        Body<PostTimeBody> body,
        HttpContext context,
        Caller caller,
        PostChanges changes,
        Door door,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        problems.Required("publishAt", body.Value.PublishAt);
        var at = problems.Time("publishAt", body.Value.PublishAt);
        var zone = problems.Optional("timezone", body.Value.Timezone, 60);
        return ChangeAsync(
            id,
            context,
            caller,
            door,
            scope =>
                at is { } time && !problems.Any ? changes.RescheduleAsync(scope, id, time, zone, cancellationToken) : Refused(problems),
            cancellationToken
        );
    }

    private static Task<IResult> Cancel(
        string id,
        HttpContext context,
        Caller caller,
        PostChanges changes,
        Door door,
        CancellationToken cancellationToken
    ) => ChangeAsync(id, context, caller, door, scope => changes.CancelAsync(scope, id, cancellationToken), cancellationToken);

    private static Task<IResult> Retry(
        string id,
        HttpContext context,
        Caller caller,
        PostChanges changes,
        Door door,
        CancellationToken cancellationToken
    ) => ChangeAsync(id, context, caller, door, scope => changes.RetryAsync(scope, id, cancellationToken), cancellationToken);

    private static Task<IResult> Remove(
        string id,
        HttpContext context,
        Caller caller,
        PostChanges changes,
        Door door,
        CancellationToken cancellationToken
    ) => ChangeAsync(id, context, caller, door, scope => changes.RemoveAsync(scope, id, cancellationToken), cancellationToken, done: 202);

    private static Task<IResult> Resolve(
        string id,
        Body<ResolveBody> body,
        HttpContext context,
        Caller caller,
        PostChanges changes,
        Door door,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        var url = problems.Url("url", body.Value.Url);
        switch (body.Value)
        {
            case { Landed: null }:
                problems.Add("landed", "required", "Say whether it is out: landed is true or false.");
                break;
            case { Landed: true, Url: null or "" }:
                problems.Add("url", "required", "Say where it is out: url is the public link of the post.");
                break;
            case { Landed: true, Retry: not null }:
                problems.Add("retry", "invalid", "What is out is not sent again; leave retry away.");
                break;
            case { Landed: false, Retry: null }:
                problems.Add(
                    "retry",
                    "required",
                    "Say false to give the post up, or true to have it sent again, which another person must approve."
                );
                break;
        }

        return body.Value is { Landed: false, Retry: true } && !problems.Any
            ? AskToSendAgain(id, context, caller, changes, door, cancellationToken)
            : ChangeAsync(
                id,
                context,
                caller,
                door,
                scope =>
                    problems.Any ? Refused(problems)
                    : body.Value.Landed is true ? changes.ResolveLandedAsync(scope, id, url, cancellationToken)
                    : changes.AbandonAsync(scope, id, cancellationToken),
                cancellationToken
            );
    }

    private static Task<IResult> AskToSendAgain(
        string id,
        HttpContext context,
        Caller caller,
        PostChanges changes,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            scope =>
                AnswerAsync(
                    scope,
                    id,
                    caller,
                    () => changes.MaySendAgainAsync(scope, id, cancellationToken),
                    _ => SecondApprovals.AskAsync(scope, SendAgainAct, id, caller, cancellationToken),
                    cancellationToken
                ),
            cancellationToken
        );

    private static Task<IResult> ChangeAsync(
        string id,
        HttpContext context,
        Caller caller,
        Door door,
        Func<WriteScope, Task<PostChangeResult>> change,
        CancellationToken cancellationToken,
        int done = 200
    ) =>
        door.WriteAsync(
            context,
            scope =>
                AnswerAsync(
                    scope,
                    id,
                    caller,
                    () => change(scope),
                    post => ViewAsync(scope, post, done, cancellationToken),
                    cancellationToken
                ),
            cancellationToken
        );

    private static async Task<Reply> AnswerAsync(
        WriteScope scope,
        string id,
        Caller caller,
        Func<Task<PostChangeResult>> change,
        Func<Post, Task<Reply>> done,
        CancellationToken cancellationToken
    )
    {
        var channel = await scope.Db.Posts.Where(row => row.Id == id).Select(row => row.ChannelId).FirstOrDefaultAsync(cancellationToken);
        if (channel is null || !caller.Sees(channel))
        {
            return Problems.NotFound();
        }

        return await change() switch
        {
            PostChangeResult.Done(var post) => await done(post),
            PostChangeResult.NotFound => Problems.NotFound(),
            PostChangeResult.Conflict(var code, var reason) => Problems.Conflict(code, reason),
            PostChangeResult.Refused(var problems) => Problems.Invalid(problems),
            var other => throw new UnreachableException($"{other} is no result of a change."),
        };
    }

    private static async Task<Reply> ViewAsync(WriteScope scope, Post post, int status, CancellationToken cancellationToken) =>
        new(status) { Body = await scope.Db.ViewAsync(post, cancellationToken) };

    private static Task<PostChangeResult> Refused(ProblemList problems) =>
        Task.FromResult<PostChangeResult>(new PostChangeResult.Refused([.. problems]));
}

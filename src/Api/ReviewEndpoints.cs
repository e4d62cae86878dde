using System.Diagnostics;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Api;

internal static class ReviewEndpoints
{
    public static void MapReview(this IEndpointRouteBuilder routes)
    {
        var review = routes.MapGroup("/v1/contents/{id}").WithTags("Contents").Needs(Scopes.Approve);
        review.MapPost("/submit", Submit).Audits("content.submit").Needs(Scopes.Draft).Produces<ContentView>();
        review.MapPost("/approve", Approve).Audits("content.approve").Produces<ContentView>();
        review.MapPost("/reject", Reject).Audits("content.reject").Produces<ContentView>();
    }

    private static Task<IResult> Submit(
        string id,
        HttpContext context,
        Caller caller,
        Review review,
        Door door,
        CancellationToken cancellationToken
    ) => ChangeAsync(id, context, caller, door, scope => review.SubmitAsync(scope, id, cancellationToken), cancellationToken);

    private static async Task<IResult> Approve(
        string id,
        Body<ApproveBody> body,
        HttpContext context,
        Caller caller,
        Review review,
        LeakChecks checks,
        Door door,
        CancellationToken cancellationToken
    )
    {
        await checks.EnsureContentAsync(id, cancellationToken);
        var problems = new ProblemList();
        var hash = problems.Required("hash", body.Value.Hash);
        var languages = body.Value.Languages is { } named ? ContentBody.Listed("languages", named, problems) : null;
        var looked = Looked(body.Value.Checked, problems);
        if (languages is [])
        {
            problems.Add("languages", "required", "Name the languages you can read, or leave languages out for all.");
        }

        return await ChangeAsync(
            id,
            context,
            caller,
            door,
            scope =>
                problems.Any
                    ? Task.FromResult<ReviewResult>(new ReviewResult.Refused([.. problems]))
                    : review.ApproveAsync(scope, id, hash, languages, looked, caller.Person, cancellationToken),
            cancellationToken
        );
    }

    private static List<string> Looked(IReadOnlyList<string?>? items, ProblemList problems)
    {
        var looked = new List<string>();
        foreach (var (item, i) in (items ?? []).Select((item, i) => (item, i)))
        {
            if (item is not null && PictureChecks.All.Contains(item))
            {
                looked.Add(item);
            }
            else
            {
                var told = item is null ? "empty" : $"“{ProblemList.Shown(item)}”";
                problems.Add(
                    $"checked[{i}]",
                    "unknown_value",
                    $"checked[{i}] must be one of {string.Join(", ", PictureChecks.All)}; it is {told}."
                );
            }
        }

        return [.. looked.Distinct()];
    }

    private static Task<IResult> Reject(
        string id,
        Body<ReasonBody> body,
        HttpContext context,
        Caller caller,
        Review review,
        Door door,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        var reason = problems.Required("reason", body.Value.Reason, 2_000);
        return ChangeAsync(
            id,
            context,
            caller,
            door,
            scope =>
                problems.Any
                    ? Task.FromResult<ReviewResult>(new ReviewResult.Refused([.. problems]))
                    : review.RejectAsync(scope, id, reason, cancellationToken),
            cancellationToken
        );
    }

    private static Task<IResult> ChangeAsync(
        string id,
        HttpContext context,
        Caller caller,
        Door door,
        Func<WriteScope, Task<ReviewResult>> change,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                if (await scope.Db.FindContentAsync(id, caller, cancellationToken) is not var (_, content))
                {
                    return Problems.NotFound();
                }

                if (!content.Channels.All(caller.Sees))
                {
                    return Problems.Forbidden("This content is also for channels that the key may not see.");
                }

                return await change(scope) switch
                {
                    ReviewResult.Done(var stored) => Reply.Ok(
                        await scope.Db.ViewAsync(stored, content, caller, cancellationToken),
                        EntityTag.Of(stored.Version)
                    ),
                    ReviewResult.NotFound => Problems.NotFound(),
                    ReviewResult.OwnContent => Problems.Forbidden(
                        "Whoever wrote a revision since the last approval cannot approve it; another person must.",
                        "own_content"
                    ),
                    ReviewResult.Conflict(var code, var reason) => Problems.Conflict(code, reason),
                    ReviewResult.Shows(var hits) => GuardReply.Of(hits, caller),
                    ReviewResult.Refused(var problems) => Problems.Invalid(problems),
                    var other => throw new UnreachableException($"{other} is no result of a review."),
                };
            },
            cancellationToken
        );
}

/// <param name="Hash">The content's hash as it was read.</param>
/// <param name="Languages">What the approver can read; null: all.</param>
/// <param name="Checked">What was looked at in the pictures, such as <c>faces</c> and <c>background</c>.</param>
internal sealed record ApproveBody(string? Hash, IReadOnlyList<string?>? Languages, IReadOnlyList<string?>? Checked);

internal sealed record ReasonBody(string? Reason);

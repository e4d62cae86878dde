using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>The second person's yes to an act that needs two.</summary>
internal static class SecondApprovalEndpoints
{
    public static void MapSecondApprovals(this IEndpointRouteBuilder routes)
    {
        var approvals = routes.MapGroup("/v1/second-approvals").WithTags("Stop");
        approvals.MapGet("/", List).Needs(Scopes.Read).Produces<PageView<SecondApprovalView>>();
        approvals
            .MapPost("/{id}", Give)
            .Audits("second_approval.give")
            .Needs(Scopes.Publish, Scopes.Takedown, Scopes.Approve)
            .Produces<object>();
    }

    /// <summary>What waits for a second person.</summary>
    private static async Task<IResult> List(
        HttpContext context,
        Caller caller,
        Store store,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        var now = time.GetUtcNow();
        var after = page.After?[0];
        var rows = await SecondApprovals
            .VisibleTo(db, caller)
            .Where(row => row.ApprovedAt == null && row.ExpiresAt > now)
            .Where(row => after == null || string.Compare(row.Id, after) < 0)
            .OrderByDescending(row => row.Id)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return Reply.Ok(page.View(rows, SecondApprovalView.Of, row => [row.Id]));
    }

    private static Task<IResult> Give(
        string id,
        HttpContext context,
        Caller caller,
        SecondApprovals approvals,
        Door door,
        CancellationToken cancellationToken
    ) => door.WriteAsync(context, scope => approvals.GiveAsync(scope, id, caller, cancellationToken), cancellationToken);
}

/// <param name="Act">What shall be done, such as <c>pause.end</c>.</param>
/// <param name="Subject">Id of what it is done to.</param>
/// <param name="Person">Who asked for it; somebody else must approve it.</param>
internal sealed record SecondApprovalView(
    string ApprovalId,
    string Act,
    string Subject,
    string Person,
    DateTimeOffset At,
    DateTimeOffset ExpiresAt
)
{
    public static SecondApprovalView Of(SecondApproval row) => new(row.Id, row.Act, row.Subject, row.Person, row.At, row.ExpiresAt);
}

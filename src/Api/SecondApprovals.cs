using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>An act that is done only when two people want it.</summary>
/// <param name="Name">Such as <c>pause.end</c>; kept with the wish.</param>
/// <param name="Scopes">The second person's key needs one of these.</param>
/// <param name="RunAsync">Does it to the subject of this id, in the transaction of the second person's call; checks anew whether it can be done.</param>
internal sealed record PairedAct(
    string Name,
    IReadOnlyList<string> Scopes,
    Func<WriteScope, string, Caller, CancellationToken, Task<Reply>> RunAsync
);

/// <summary>Keeps the first person's wish, and does the act when another person approves it.</summary>
internal sealed class SecondApprovals(IEnumerable<PairedAct> acts)
{
    private readonly Dictionary<string, PairedAct> _acts = acts.ToDictionary(act => act.Name);

    /// <summary>What this caller may know of: not what is about posts of channels that their key does not see.</summary>
    public static IQueryable<SecondApproval> VisibleTo(PublisherDb db, Caller caller)
    {
        var visible = caller.Channels;
        return db.SecondApprovals.Where(row =>
            visible == null
            || !db.Posts.Any(post => post.Id == row.Subject && !visible.Contains(post.ChannelId))
                && !db.GuardOverrides.Any(wish =>
                    wish.Id == row.Subject
                    && !db.Variants.Any(variant => variant.ContentId == wish.ContentId && visible.Contains(variant.ChannelId))
                )
        );
    }

    /// <summary>202 with the approval that another person must give. Asking again before that gives the same.</summary>
    public static async Task<Reply> AskAsync(
        WriteScope scope,
        string act,
        string subject,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var approval = await scope.Db.SecondApprovals.FirstOrDefaultAsync(
            row =>
                row.Act == act
                && row.Subject == subject
                && row.Person == caller.Person
                && row.ApprovedAt == null
                && row.ExpiresAt > scope.Now,
            cancellationToken
        );
        if (approval is null)
        {
            approval = new SecondApproval
            {
                Id = scope.NewId("apr_"),
                Act = act,
                Subject = subject,
                Person = caller.Person,
                At = scope.Now,
                ExpiresAt = scope.Now + SecondApproval.Lasts,
            };
            scope.Db.SecondApprovals.Add(approval);
        }

        scope.AuditDetails = new() { ["approvalId"] = approval.Id };
        return Reply.Accepted(new SecondApprovalAsked(approval.Id, approval.ExpiresAt), $"/v1/second-approvals/{approval.Id}");
    }

    /// <summary>Does what the first person asked for.</summary>
    public async Task<Reply> GiveAsync(WriteScope scope, string id, Caller caller, CancellationToken cancellationToken)
    {
        if (await VisibleTo(scope.Db, caller).SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } approval)
        {
            return Problems.NotFound();
        }

        var act = _acts[approval.Act];
        if (!act.Scopes.Any(caller.Has))
        {
            return Problems.Forbidden($"This needs a key with the scope {string.Join(" or ", act.Scopes)}.");
        }

        if (caller.Person == approval.Person)
        {
            return Problems.Forbidden("Another person than the one who asked for it must approve it.", "own_request");
        }

        if (!await WasKnownAsync(scope, caller, approval, cancellationToken))
        {
            return Problems.Forbidden(
                "Whoever approves it must have had a key before it was asked for; so nobody invents a second person for it.",
                "invented_person"
            );
        }

        if (!approval.IsOpen(scope.Now))
        {
            return approval.ApprovedAt is null
                ? Problems.Conflict("expired", "It was not approved in time; ask for it again.")
                : Problems.Conflict("conflict", "It is approved and done already.");
        }

        approval.Approve(caller.Person, scope.Now);
        scope.AuditDetails = new() { ["act"] = approval.Act, ["subject"] = approval.Subject };
        var reply = await act.RunAsync(scope, approval.Subject, caller, cancellationToken);
        await ForgetOthersAsync(scope, approval, cancellationToken);
        return reply;
    }

    private static Task<bool> WasKnownAsync(
        WriteScope scope,
        Caller caller,
        SecondApproval approval,
        CancellationToken cancellationToken
    ) => scope.Db.ApiKeys.AnyAsync(key => key.Person == caller.Person && key.CreatedAt <= approval.At, cancellationToken);

    /// <summary>Whoever else wished the same has it; should it be needed once more, they look and ask again.</summary>
    private static Task<int> ForgetOthersAsync(WriteScope scope, SecondApproval done, CancellationToken cancellationToken) =>
        scope
            .Db.SecondApprovals.Where(row =>
                row.Act == done.Act && row.Subject == done.Subject && row.ApprovedAt == null && row.Id != done.Id
            )
            .ExecuteDeleteAsync(cancellationToken);
}

/// <summary>What the first person of two gets.</summary>
internal sealed record SecondApprovalAsked(string ApprovalId, DateTimeOffset ExpiresAt);

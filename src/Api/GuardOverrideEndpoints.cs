using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Two people let a protected name pass in a piece as it stands; a change of the piece voids that.</summary>
internal static class GuardOverrideEndpoints
{
    private const string Act = "guard.override";
    private static readonly string[] _scopes = [Scopes.Approve, Scopes.Publish];

    public static void MapGuardOverrides(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/v1/contents/{id}/guard-overrides", Ask)
            .WithTags("Safety")
            .Needs(_scopes)
            .Audits(Act)
            .Produces<SecondApprovalAsked>(202);

    /// <summary>What the second person's yes does.</summary>
    public static PairedAct LettingPass(IServiceProvider services)
    {
        var checks = services.GetRequiredService<LeakChecks>();
        return new PairedAct(
            Act,
            _scopes,
            async (scope, id, caller, cancellationToken) =>
            {
                if (
                    await scope.Db.GuardOverrides.FindAsync([id], cancellationToken) is not { } wish
                    || await scope.Db.FindContentAsync(wish.ContentId, caller, cancellationToken) is null
                )
                {
                    return Problems.NotFound();
                }

                var variants = await scope
                    .Db.Variants.Where(row => row.ContentId == wish.ContentId && !row.Superseded)
                    .ToListAsync(cancellationToken);
                if (!variants.Exists(variant => wish.VariantHashes.Contains(variant.Hash!)))
                {
                    return Problems.Conflict("hash_changed", "The piece was changed since; look at it anew.");
                }

                wish.ApprovedBy = caller.Person;
                await scope.Db.SaveChangesAsync(cancellationToken); // what follows asks for it
                await checks.SettleAsync(scope, variants.ConvertAll(variant => variant.Id), cancellationToken);
                return Reply.Ok(new GuardOverrideView(wish.Id, wish.ContentId, wish.EntryId, wish.Person, caller.Person));
            }
        );
    }

    private static async Task<IResult> Ask(
        string id,
        Body<GuardOverrideBody> body,
        HttpContext context,
        Caller caller,
        LeakChecks checks,
        Secrets secrets,
        Door door,
        CancellationToken cancellationToken
    )
    {
        await checks.EnsureContentAsync(id, cancellationToken);
        return await door.WriteAsync(
            context,
            async scope =>
            {
                var problems = new ProblemList();
                var entry = problems.Required("entryId", body.Value.EntryId, 60);
                var reason = problems.Required("reason", body.Value.Reason, 1_000);
                if (problems.Any)
                {
                    return Problems.Invalid(problems);
                }

                if (await scope.Db.FindContentAsync(id, caller, cancellationToken) is not var (stored, _))
                {
                    return Problems.NotFound();
                }

                var variants = await scope.Db.CurrentVariantsAsync(stored, caller, cancellationToken);
                var shown = (await LeakChecks.HitsAsync(scope.Db, variants.FindAll(variant => variant.Hash is not null), cancellationToken))
                    .Where(hit => hit.Finding.EntryId == entry)
                    .Select(hit => hit.Variant.Hash!)
                    .Distinct()
                    .Order()
                    .ToList();
                return shown.Count == 0
                    ? Problems.Conflict("conflict", "The piece as it stands does not show this entry, or it may pass already.")
                    : await AskAsync(scope, id, entry, reason, shown, caller, secrets, cancellationToken);
            },
            cancellationToken
        );
    }

    private static async Task<Reply> AskAsync(
        WriteScope scope,
        string contentId,
        string entryId,
        string reason,
        List<string> hashes,
        Caller caller,
        Secrets secrets,
        CancellationToken cancellationToken
    )
    {
        var open = await scope
            .Db.GuardOverrides.Where(row => row.ContentId == contentId && row.EntryId == entryId && row.ApprovedBy == null)
            .ToListAsync(cancellationToken);
        var wish = open.Find(row => row.Person == caller.Person && row.VariantHashes.SequenceEqual(hashes));
        if (wish is null)
        {
            var id = scope.NewId("gov_");
            wish = new GuardOverride
            {
                Id = id,
                ContentId = contentId,
                EntryId = entryId,
                VariantHashes = hashes,
                ReasonCipher = secrets.Protect("guard_overrides", "reason_cipher", id, reason),
                Person = caller.Person,
                At = scope.Now,
            };
            scope.Db.GuardOverrides.Add(wish);
        }

        var asked = await SecondApprovals.AskAsync(scope, Act, wish.Id, caller, cancellationToken);
        scope.AuditDetails!["entryId"] = entryId;
        return asked;
    }

    private sealed record GuardOverrideBody(string? EntryId, string? Reason);
}

/// <param name="Person">Who asked for it.</param>
internal sealed record GuardOverrideView(string Id, string ContentId, string EntryId, string Person, string ApprovedBy);

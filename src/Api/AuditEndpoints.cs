using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Who did what, and whether the record of it is whole.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/v1/audit").WithTags("Audit").Needs(Scopes.Audit);
        audit.MapGet("/", List).Produces<PageView<AuditEntryView>>();
        audit.MapPost("/verify", Verify).Costs("audit verify").AuditsNothing().Produces<AuditVerdict>();
    }

    /// <summary>The oldest first; <c>?from</c> and <c>&amp;to</c> as times, <c>from</c> included.</summary>
    private static async Task<IResult> List(HttpContext context, Caller caller, Store store, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        var (from, to) = (problems.Time("from", context.Request.Query["from"]), problems.Time("to", context.Request.Query["to"]));
        var after = 0L;
        if (page.After is [{ } last] && !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            problems.Add("cursor", "invalid_cursor", "cursor must be a nextCursor that this list gave.");
        }

        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        if (caller.Channels is not null)
        {
            return Problems.Forbidden("The audit tells of every channel; a key limited to channels cannot read it.");
        }

        await using var db = store.Read();
        var rows = await db
            .AuditEntries.Where(entry => entry.Sequence > after)
            .Where(entry => from == null || entry.At >= from.Value.ToUniversalTime())
            .Where(entry => to == null || entry.At < to.Value.ToUniversalTime())
            .OrderBy(entry => entry.Sequence)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return Reply.Ok(page.View(rows, AuditEntryView.Of, entry => [entry.Sequence.ToString(CultureInfo.InvariantCulture)]));
    }

    private static async Task<IResult> Verify(Store store, AuditChain chain, AuditHeads heads, CancellationToken cancellationToken)
    {
        try
        {
            var exported = await heads.ReadAsync(cancellationToken);
            await using var db = store.Read();
            return Reply.Ok(await chain.VerifyAsync(db, exported, cancellationToken));
        }
        catch (FormatException unreadable)
        {
            return Reply.Ok(new AuditVerdict(Ok: false, Entries: 0, FirstBroken: null, unreadable.Message));
        }
    }
}

/// <param name="Details">Further ids and hashes by name.</param>
internal sealed record AuditEntryView(
    long Sequence,
    DateTimeOffset At,
    string Person,
    string Action,
    string Subject,
    IReadOnlyDictionary<string, string>? Details,
    string Hash,
    string PreviousHash
)
{
    public static AuditEntryView Of(AuditEntry entry) =>
        new(
            entry.Sequence,
            entry.At,
            entry.Person,
            entry.Action,
            entry.Subject,
            entry.Details is null ? null : PostsJson.Read<Dictionary<string, string>>(entry.Details),
            entry.Hash,
            entry.PreviousHash
        );
}

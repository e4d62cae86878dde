using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>What became of a step of the review.</summary>
public abstract record ReviewResult
{
    private ReviewResult() { }

    public sealed record Done(StoredContent Content) : ReviewResult;

    public sealed record NotFound : ReviewResult;

    /// <summary>409: <c>not_in_review</c>, <c>rendering</c>, <c>hash_changed</c>, <c>machine_text</c>…</summary>
    public sealed record Conflict(string Code, string Reason) : ReviewResult;

    /// <summary>403: whoever wrote it may not approve it.</summary>
    public sealed record OwnContent : ReviewResult;

    public sealed record Refused(IReadOnlyList<Problem> Problems) : ReviewResult;

    /// <summary>409: what would be approved shows protected names.</summary>
    public sealed record Shows(IReadOnlyList<(StoredVariant Variant, GuardFinding Finding)> Hits) : ReviewResult;
}

/// <summary>Four eyes: submit, approve by another person bound to hashes, reject.</summary>
public sealed class Review(Settlement settlement)
{
    public async Task<ReviewResult> SubmitAsync(WriteScope scope, string contentId, CancellationToken cancellationToken)
    {
        var content = await scope.Db.Contents.FindAsync([contentId], cancellationToken);
        if (content is null)
        {
            return new ReviewResult.NotFound();
        }

        if (!content.CanSubmit)
        {
            return new ReviewResult.Conflict(
                "conflict",
                $"The content is {SnakeCase.Of(content.State)}; only a draft or a rejected one can be submitted."
            );
        }

        content.Submit(scope.Now);
        scope.Tell(
            EventTypes.ContentSubmitted,
            new
            {
                contentId,
                revision = content.Revision,
                state = content.State,
            }
        );
        return new ReviewResult.Done(content);
    }

    /// <param name="hash">The content's hash as the approver saw it.</param>
    /// <param name="languages">What the approver can read; null: all.</param>
    /// <param name="checkedItems">What they looked at in the pictures.</param>
    public async Task<ReviewResult> ApproveAsync(
        WriteScope scope,
        string contentId,
        string hash,
        IReadOnlyList<string>? languages,
        IReadOnlyList<string> checkedItems,
        string person,
        CancellationToken cancellationToken
    )
    {
        if (await scope.Db.Contents.FindAsync([contentId], cancellationToken) is not { } content)
        {
            return new ReviewResult.NotFound();
        }

        var variants = await scope
            .Db.Variants.Where(row => row.ContentId == contentId && row.Revision == content.Revision && !row.Superseded)
            .ToListAsync(cancellationToken);
        var revisions = await scope.Db.Revisions.AsNoTracking().Where(row => row.ContentId == contentId).ToListAsync(cancellationToken);
        var covered = variants
            .Where(variant => variant.State is VariantState.Ready && (languages is null || languages.Contains(variant.Language)))
            .ToList();
        if (Objection(content, hash, languages, checkedItems, person, variants, covered, revisions) is { } objection)
        {
            return objection;
        }

        if (await LeakChecks.HitsAsync(scope.Db, covered, cancellationToken) is { Count: > 0 } hits)
        {
            return new ReviewResult.Shows(hits);
        }

        scope.AuditDetails =
            checkedItems.Count == 0 ? new() { ["hash"] = hash } : new() { ["hash"] = hash, ["checked"] = string.Join(',', checkedItems) };
        scope.Db.Approvals.Add(
            new Approval(
                scope.NewId("ap_"),
                contentId,
                content.Revision,
                person,
                [.. covered.Select(variant => variant.Hash!)],
                [.. covered.Select(variant => variant.Language).Distinct()],
                checkedItems,
                await settlement.TimesAsync(scope, content, cancellationToken),
                scope.Now
            )
        );
        await settlement.RecountAsync(scope, content, variants, cancellationToken);
        content.Approve(Settlement.IsComplete(variants), scope.Now);
        scope.Tell(
            EventTypes.ContentApproved,
            new
            {
                contentId,
                revision = content.Revision,
                state = content.State,
                hash,
            }
        );
        return new ReviewResult.Done(content);
    }

    /// <summary>Sends it back, and withdraws what had been approved.</summary>
    public async Task<ReviewResult> RejectAsync(WriteScope scope, string contentId, string reason, CancellationToken cancellationToken)
    {
        if (await scope.Db.Contents.FindAsync([contentId], cancellationToken) is not { } content)
        {
            return new ReviewResult.NotFound();
        }

        if (!content.CanReview)
        {
            return new ReviewResult.Conflict(
                "conflict",
                $"The content is {SnakeCase.Of(content.State)}; only one in review or approved can be rejected."
            );
        }

        foreach (
            var approval in await scope
                .Db.Approvals.Where(row => row.ContentId == contentId && !row.Withdrawn)
                .ToListAsync(cancellationToken)
        )
        {
            approval.Withdraw();
        }

        content.Reject(reason, scope.Now);
        var variants = await scope
            .Db.Variants.Where(row => row.ContentId == contentId && row.Revision == content.Revision && !row.Superseded)
            .ToListAsync(cancellationToken);
        await settlement.RecountAsync(scope, content, variants, cancellationToken);
        scope.Tell(
            EventTypes.ContentRejected,
            new
            {
                contentId,
                revision = content.Revision,
                state = content.State,
            }
        );
        return new ReviewResult.Done(content);
    }

    private static ReviewResult? Objection(
        StoredContent content,
        string hash,
        IReadOnlyList<string>? languages,
        IReadOnlyList<string> checkedItems,
        string person,
        List<StoredVariant> variants,
        List<StoredVariant> covered,
        List<Revision> revisions
    )
    {
        if (!content.CanReview)
        {
            return new ReviewResult.Conflict("not_in_review", $"The content is {SnakeCase.Of(content.State)}; submit it for review first.");
        }

        if (revisions.Exists(revision => revision.Number > content.ApprovedRevision && revision.Person == person))
        {
            return new ReviewResult.OwnContent();
        }

        if (content.Hash is null)
        {
            return new ReviewResult.Conflict(
                "rendering",
                "Variants are still being rendered; ask for them with ?wait=10 and approve what you read."
            );
        }

        if (content.Hash != hash)
        {
            return new ReviewResult.Conflict(
                "hash_changed",
                "The content changed since you read it; read the variants again and approve their new hash."
            );
        }

        return Unreadable(languages, variants)
            ?? Empty(covered)
            ?? Machine(covered, revisions.Find(revision => revision.Number == content.Revision)!)
            ?? Unchecked(covered, checkedItems);
    }

    private static ReviewResult.Conflict? Empty(List<StoredVariant> covered) =>
        covered.Count > 0
            ? null
            : new("conflict", "There is nothing to approve: every variant is impossible. The variants say why; edit the content first.");

    private static ReviewResult? Unreadable(IReadOnlyList<string>? languages, List<StoredVariant> variants)
    {
        var problems = (languages ?? [])
            .Select((language, i) => (language, i))
            .Where(item => !variants.Exists(variant => variant.Language == item.language))
            .Select(item => new Problem("unknown_language", $"languages[{item.i}]", $"No variant of this content is in {item.language}."))
            .ToList();
        return problems.Count > 0 ? new ReviewResult.Refused(problems) : null;
    }

    private static ReviewResult? Machine(List<StoredVariant> covered, Revision now)
    {
        var machine = covered
            .Select(variant => variant.Language)
            .Distinct()
            .Where(language => now.Content.TextIn(language) is { Machine: true })
            .ToList();
        return machine.Count > 0
            ? new ReviewResult.Conflict(
                "machine_text",
                $"The text in {string.Join(", ", machine)} was written by a machine and no person has accepted it. Read it, correct it and send it with PUT /v1/contents/{now.ContentId}/texts/{machine[0]}; then approve."
            )
            : null;
    }

    /// <summary>Whoever approves a picture or film says that they looked for faces that can be known and for what the background tells.</summary>
    private static ReviewResult? Unchecked(List<StoredVariant> covered, IReadOnlyList<string> checkedItems)
    {
        var missing = PictureChecks.All.Except(checkedItems).ToList();
        return missing.Count > 0 && covered.Exists(variant => variant.Document!.Parts.Any(part => part.Files.Any(PictureChecks.IsSeen)))
            ? new ReviewResult.Refused([
                new(
                    "required",
                    "checked",
                    $"There are pictures or films. Look at them for {string.Join(" and ", PictureChecks.All)} and say so in checked; "
                        + $"missing: {string.Join(", ", missing)}."
                ),
            ])
            : null;
    }
}

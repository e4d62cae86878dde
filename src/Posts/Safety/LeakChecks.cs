using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Safety;

/// <summary>
/// Has the guard read what goes out, outside of any transaction, and keeps what it found with the version of the list. Approving,
/// scheduling and claiming only compare versions; without a verdict of the list as it stands nothing goes on.
/// </summary>
public sealed class LeakChecks(Store store, ProtectedNames names, PostAlarms alarms, TimeProvider time)
{
    /// <summary>Cause of a post that is held because its text shows a protected name.</summary>
    public const string Cause = "leak_guard";

    /// <summary>For one variant; longer means blocked.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Why what waits cannot be read now; null while all is well.</summary>
    public string? Fault { get; internal set; }

    private const int MostRuns = 4;

    private static readonly PostState[] Waiting = [PostState.Scheduled, PostState.Blocked];

    /// <summary>Makes sure that the current variants of a content have been read with the list as it stands.</summary>
    /// <exception cref="GuardUnavailableException">They cannot be.</exception>
    public async Task EnsureContentAsync(string contentId, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var ids = await db
            .Variants.Where(row => row.ContentId == contentId && row.State == VariantState.Ready && !row.Superseded)
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
        await EnsureAsync(ids, cancellationToken);
    }

    /// <inheritdoc cref="EnsureContentAsync"/>
    public async Task EnsureAsync(IReadOnlyList<string> variantIds, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var (version, count) = await ProtectedNames.StateAsync(db, cancellationToken);
        if (count == 0)
        {
            return;
        }

        var known = await db
            .GuardVerdicts.Where(row => variantIds.Contains(row.VariantId) && row.ListVersion == version)
            .Select(row => row.VariantId)
            .ToListAsync(cancellationToken);
        var wanted = variantIds.Except(known).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        var guard = await names.LoadAsync(db, cancellationToken);
        var verdicts = new List<GuardVerdict>();
        foreach (var (variant, content, channel) in await SourcesAsync(db, wanted, cancellationToken))
        {
            verdicts.Add(
                new GuardVerdict
                {
                    VariantId = variant.Id,
                    ListVersion = guard.Version,
                    Findings = Read(guard.Guard, variant.Document!, content, channel, cancellationToken),
                    CheckedAt = time.GetUtcNow(),
                }
            );
        }

        await KeepAsync(verdicts, cancellationToken);
    }

    /// <summary>What one text shows.</summary>
    /// <exception cref="GuardUnavailableException">The list cannot be read, or it took too long.</exception>
    public async Task<IReadOnlyList<GuardHit>> ReadAsync(string text, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return Find((await names.LoadAsync(db, cancellationToken)).Guard, text, cancellationToken);
    }

    /// <summary>What is to be shown to nobody in these variants and that no two people have let pass.</summary>
    /// <exception cref="GuardUnavailableException">One has not been read with the list as it stands.</exception>
    public static async Task<IReadOnlyList<(StoredVariant Variant, GuardFinding Finding)>> HitsAsync(
        PublisherDb db,
        IReadOnlyCollection<StoredVariant> variants,
        CancellationToken cancellationToken
    )
    {
        var (version, count) = await ProtectedNames.StateAsync(db, cancellationToken);
        if (count == 0 || variants.Count == 0)
        {
            return [];
        }

        var ids = variants.Select(variant => variant.Id).ToList();
        var verdicts = await db
            .GuardVerdicts.AsNoTracking()
            .Where(row => ids.Contains(row.VariantId) && row.ListVersion == version)
            .ToDictionaryAsync(row => row.VariantId, cancellationToken);
        if (verdicts.Count < variants.Count)
        {
            throw new GuardUnavailableException("The list of protected names changed at this moment, so the text must be read again.");
        }

        var passed = verdicts.Values.Any(verdict => verdict.Findings.Count > 0)
            ? await PassedAsync(db, [.. variants.Select(variant => variant.ContentId).Distinct()], cancellationToken)
            : [];
        return
        [
            .. from variant in variants
            from finding in verdicts[variant.Id].Findings
            where !IsPassed(passed, finding, variant.Hash)
            select (variant, finding),
        ];
    }

    /// <summary>The same for posts that are about to go: each is clear, shows somebody, or has not been read.</summary>
    internal static async Task<Func<Post, GuardStanding>> StandingsAsync(
        PublisherDb db,
        IReadOnlyCollection<Post> posts,
        CancellationToken cancellationToken
    )
    {
        var (version, count) = posts.Count == 0 ? (0, 0) : await ProtectedNames.StateAsync(db, cancellationToken);
        if (count == 0)
        {
            return _ => GuardStanding.Clear;
        }

        var ids = posts.Select(post => post.VariantId).ToList();
        var verdicts = await db
            .GuardVerdicts.AsNoTracking()
            .Where(row => ids.Contains(row.VariantId) && row.ListVersion == version)
            .ToDictionaryAsync(row => row.VariantId, row => row.Findings, cancellationToken);
        var passed = verdicts.Values.Any(findings => findings.Count > 0)
            ? await PassedAsync(db, [.. posts.Select(post => post.ContentId).Distinct()], cancellationToken)
            : [];
        return post =>
            verdicts.GetValueOrDefault(post.VariantId) is not { } findings ? GuardStanding.Unread
            : findings.All(finding => IsPassed(passed, finding, post.VariantHash)) ? GuardStanding.Clear
            : GuardStanding.Shows;
    }

    private static bool IsPassed(List<GuardOverride> passed, GuardFinding finding, string? variantHash) =>
        passed.Exists(row => row.EntryId == finding.EntryId && row.VariantHashes.Contains(variantHash!));

    /// <summary>Holds posts that would show a protected name, and lets go those that no longer do.</summary>
    public async Task SettleAsync(WriteScope scope, IReadOnlyCollection<string> variantIds, CancellationToken cancellationToken)
    {
        var waiting = scope.Db.Posts.Where(post => variantIds.Contains(post.VariantId) && Waiting.Contains(post.State));
        var ids = await waiting.Select(post => post.Id).ToListAsync(cancellationToken);
        if (ids.Count == 0)
        {
            return;
        }

        await scope.LockAsync(ids, cancellationToken); // before they are read: one may be claimed at this moment
        var posts = await waiting.Include(post => post.Parts).OrderBy(post => post.Id).ToListAsync(cancellationToken);
        var standing = await StandingsAsync(scope.Db, posts, cancellationToken);
        var freed = new List<Post>();
        foreach (var post in posts)
        {
            var before = post.State;
            if (post.State is PostState.Scheduled && standing(post) is GuardStanding.Shows)
            {
                post.Block(Cause);
            }
            else if (post is { State: PostState.Blocked, Cause: Cause } && standing(post) is GuardStanding.Clear)
            {
                post.Unblock(scope.Now);
                freed.Add(post);
            }

            scope.TellOf(post, before);
        }

        alarms.Arm(scope, freed);
    }

    private async Task KeepAsync(List<GuardVerdict> verdicts, CancellationToken cancellationToken)
    {
        for (var run = 1; ; run++)
        {
            try
            {
                await store.WriteAsync(scope => KeepAsync(scope, verdicts, cancellationToken), cancellationToken);
                return;
            }
            catch (DbUpdateException) when (run < MostRuns)
            {
                // Another node has read the same variant; what it kept is found at the next run.
            }
        }
    }

    private async Task KeepAsync(WriteScope scope, List<GuardVerdict> verdicts, CancellationToken cancellationToken)
    {
        var ids = verdicts.ConvertAll(verdict => verdict.VariantId);
        var (version, _) = await ProtectedNames.StateAsync(scope.Db, cancellationToken);
        var old = await scope
            .Db.GuardVerdicts.Where(row => ids.Contains(row.VariantId))
            .ToDictionaryAsync(row => row.VariantId, cancellationToken);
        foreach (var verdict in verdicts)
        {
            if (old.GetValueOrDefault(verdict.VariantId) is not { } row)
            {
                scope.Db.GuardVerdicts.Add(verdict);
            }
            else if (row.ListVersion < verdict.ListVersion)
            {
                (row.ListVersion, row.Findings, row.CheckedAt) = (verdict.ListVersion, verdict.Findings, verdict.CheckedAt);
            }
        }

        if (verdicts.TrueForAll(verdict => verdict.ListVersion == version))
        {
            await scope.Db.SaveChangesAsync(cancellationToken); // what follows asks for them
            await SettleAsync(scope, ids, cancellationToken);
        }
    }

    private static async Task<List<(StoredVariant Variant, Content Content, Channel Channel)>> SourcesAsync(
        PublisherDb db,
        List<string> variantIds,
        CancellationToken cancellationToken
    )
    {
        var rows = await (
            from variant in db.Variants
            join revision in db.Revisions
                on new { variant.ContentId, Number = variant.Revision } equals new { revision.ContentId, revision.Number }
            join channel in db.Channels on variant.ChannelId equals channel.Id
            where variantIds.Contains(variant.Id)
            select new
            {
                variant,
                revision.Content,
                channel,
            }
        )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.variant, row.Content, row.channel));
    }

    private static Task<List<GuardOverride>> PassedAsync(PublisherDb db, List<string> contentIds, CancellationToken cancellationToken) =>
        db
            .GuardOverrides.AsNoTracking()
            .Where(row => contentIds.Contains(row.ContentId) && row.ApprovedBy != null)
            .ToListAsync(cancellationToken);

    private List<GuardFinding> Read(
        LeakGuard guard,
        Variant variant,
        Content content,
        Channel channel,
        CancellationToken cancellationToken
    ) =>
        [
            .. from place in GuardedTexts.Of(variant, content, channel)
            where place.Text.Length > 0
            from hit in Find(guard, place.Text, cancellationToken)
            select new GuardFinding(hit.EntryId, place.Part, place.Field, hit.Rule, hit.Start, hit.Length),
        ];

    private IReadOnlyList<GuardHit> Find(LeakGuard guard, string text, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return guard.Find(text, both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new GuardUnavailableException($"Reading a text for protected names took longer than {Limit.TotalSeconds:0} s.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new GuardUnavailableException("A fault inside the leak guard broke the reading off.", fault);
        }
    }
}

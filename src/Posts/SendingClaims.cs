using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;

namespace Publisher.Posts;

/// <summary>
/// Takes due posts for sending, so that no two workers hold the same one. What is taken is committed before it is returned:
/// state, fence and the attempt's row in one transaction, in which pause, approval and lateness are read again.
/// </summary>
public sealed class SendingClaims(
    Store store,
    Leases leases,
    NetworkDirectory networks,
    AttemptWatch watch,
    DeliveryMetrics metrics,
    Signals signals,
    TimeProvider time
)
{
    /// <summary>Takes up to <paramref name="limit"/> due posts that nothing holds back, one per channel, and writes their attempts.</summary>
    public async Task<IReadOnlyList<ClaimedAttempt>> TakeDueAsync(int limit, CancellationToken cancellationToken)
    {
        if (!await AnyDueAsync(cancellationToken))
        {
            return [];
        }

        Checkpoint.Pass("due-found");
        return await TakeSurelyAsync(limit, cancellationToken);
    }

    /// <summary>A connection that is lost during the commit leaves open whether it took place: what stands written is ours to send.</summary>
    private async Task<IReadOnlyList<ClaimedAttempt>> TakeSurelyAsync(int limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<ClaimedAttempt> taken = [];
        try
        {
            return await store.WriteAsync(
                async scope => taken = await TakeDueAsync(scope, limit, cancellationToken),
                WriteTurn.First,
                cancellationToken
            );
        }
        catch (Exception exception) when (taken.Count > 0 && DiskRoom.MayPass(exception))
        {
            if (await WrittenAsync(taken, cancellationToken) is { Count: > 0 } written)
            {
                return written;
            }

            throw;
        }
    }

    private async Task<List<ClaimedAttempt>> WrittenAsync(IReadOnlyList<ClaimedAttempt> taken, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var ids = taken.Select(attempt => attempt.PostId).ToList();
        var rows = await db
            .Attempts.Where(row => ids.Contains(row.PostId) && row.FinishedAt == null)
            .ToDictionaryAsync(row => (row.PostId, row.Number), cancellationToken);
        var written = taken
            .Where(attempt =>
                rows.GetValueOrDefault((attempt.PostId, attempt.Number)) is { } row
                && (row.Fence, row.StartedAt) == (attempt.Fence, attempt.StartedAt)
            )
            .ToList();
        written.ForEach(attempt => watch.Since(rows[(attempt.PostId, attempt.Number)]));
        return written;
    }

    private async Task<bool> AnyDueAsync(CancellationToken cancellationToken)
    {
        if (!leases.MayTake)
        {
            return false;
        }

        await using var db = store.Read();
        return await DuePosts.Sendable(db, time.GetUtcNow()).AnyAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<ClaimedAttempt>> TakeDueAsync(WriteScope scope, int limit, CancellationToken cancellationToken)
    {
        await Pauses.BeforeClaimAsync(scope, cancellationToken);
        var taken = new List<ClaimedAttempt>();
        var ids = await FirstPerChannelAsync(scope, limit, cancellationToken);
        await scope.LockAsync(ids, cancellationToken);
        var posts = await LoadAsync(scope, ids, cancellationToken);
        var cargo = await Cargo.LoadAsync(scope, posts, cancellationToken);
        var standing = await LeakChecks.StandingsAsync(scope.Db, posts, cancellationToken);
        if (posts.Exists(post => standing(post) is GuardStanding.Unread))
        {
            scope.AfterCommit(signals.Guarding.Pulse);
        }

        foreach (var post in posts.OrderBy(post => post.DueAt))
        {
            var before = post.State;
            var (channel, variant) = (cargo.ChannelOf(post), cargo.VariantOf(post));
            var clearance = new Clearance(channel, IsApproved: variant is not null, IsPaused: false) // those that are paused were not found
            {
                Guard = standing(post),
            };
            if (Steps.Claim(post, clearance, networks[post.Network].Profile.Pace, leases.Owner, scope.Now) is { } attempt)
            {
                scope.AfterCommit(() =>
                    metrics.AttemptStarted(post.Network, attempt.Number == 1 ? time.GetUtcNow() - post.StartsAt : null)
                );
                taken.Add(ClaimedAttempt.Of(post, attempt, channel!, variant!, time));

                // Not before: were the commit to fail, a later attempt of the same number would look older than it is.
                scope.AfterCommit(() => watch.Since(attempt));
            }

            scope.TellOf(post, before);
        }

        Checkpoint.Pass(taken.Count > 0 ? "claim-before-commit" : "claim-of-nothing");
        return taken;
    }

    /// <summary>Ids of the earliest due post of each free channel. On PostgreSQL the channels are locked, and those another node holds are passed over.</summary>
    private static async Task<List<string>> FirstPerChannelAsync(WriteScope scope, int limit, CancellationToken cancellationToken)
    {
        var due = await DuePosts
            .Sendable(scope.Db, scope.Now)
            .OrderBy(post => post.DueAt)
            .Select(post => new { post.Id, post.ChannelId })
            .Take(limit * 8)
            .ToListAsync(cancellationToken);
        var first = due.DistinctBy(post => post.ChannelId).ToList();
        if (scope.Db is not PostgresPublisherDb)
        {
            return [.. first.Take(limit).Select(post => post.Id)];
        }

        var wanted = first.ConvertAll(post => post.ChannelId);
        var now = scope.Now;
        var locked = await scope
            .Db.Channels.FromSql(
                $"SELECT * FROM channels WHERE id = ANY ({wanted}) ORDER BY array_position({wanted}, id::text) LIMIT {limit} FOR UPDATE SKIP LOCKED"
            )
            .Where(channel => channel.BusyUntil == null || channel.BusyUntil < now)
            .Select(channel => channel.Id)
            .ToListAsync(cancellationToken);
        return [.. first.Where(post => locked.Contains(post.ChannelId)).Select(post => post.Id)];
    }

    private static Task<List<Post>> LoadAsync(WriteScope scope, List<string> ids, CancellationToken cancellationToken) =>
        ids.Count == 0
            ? Task.FromResult(new List<Post>())
            : scope
                .Db.Posts.WithHistory()
                .Where(post => ids.Contains(post.Id) && post.State == PostState.Scheduled && post.DueAt <= scope.Now)
                .ToListAsync(cancellationToken);
}

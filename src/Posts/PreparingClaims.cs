using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Takes posts for their preparing calls, so that no two workers upload for the same post.</summary>
public sealed class PreparingClaims(Store store, Leases leases, Signals signals, TimeProvider time)
{
    /// <summary>Ids of posts due within <paramref name="ahead"/> whose preparing calls have not been made.</summary>
    public async Task<IReadOnlyList<string>> UnpreparedAsync(TimeSpan ahead, int limit, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var now = time.GetUtcNow();
        var until = now + ahead;
        return await DuePosts
            .Open(db, now)
            .Where(post => post.DueAt <= until && post.PreparedFor != post.VariantHash)
            .OrderBy(post => post.DueAt)
            .Select(post => post.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Whether its preparing calls are still to be made; asked before <see cref="TakeAsync"/>, which costs a transaction.</summary>
    public async Task<bool> IsUnpreparedAsync(string postId, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db.Posts.AnyAsync(
            post => post.Id == postId && post.State == PostState.Scheduled && post.PreparedFor != post.VariantHash,
            cancellationToken
        );
    }

    /// <summary>Takes one post; null when it is prepared, held or taken. One that is not approved as it stands, or shows a protected name, is blocked.</summary>
    public async Task<PreparingClaim?> TakeAsync(string postId, CancellationToken cancellationToken)
    {
        try
        {
            return await TryTakeAsync(postId, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return null; // another node was faster: it prepares this post
        }
    }

    private Task<PreparingClaim?> TryTakeAsync(string postId, CancellationToken cancellationToken) =>
        store.WriteAsync<PreparingClaim?>(
            async scope =>
            {
                await Pauses.BeforeClaimAsync(scope, cancellationToken);
                if (!await scope.TryLockAsync(postId, cancellationToken))
                {
                    return null; // another node is about to prepare it, or somebody changes it
                }

                var post = await DuePosts.Open(scope.Db, scope.Now).SingleOrDefaultAsync(row => row.Id == postId, cancellationToken);
                if (!leases.MayTake || post is null || post.IsPrepared || post.MissedAt < scope.Now)
                {
                    return null;
                }

                var cargo = await Cargo.LoadAsync(scope, [post], cancellationToken);
                if (cargo.ChannelOf(post) is not { } channel)
                {
                    return null;
                }

                if (cargo.VariantOf(post) is not { } variant)
                {
                    Hold(scope, post, Settlement.Voided); // left as it is it would be found again and again, until its time is long past
                    return null;
                }

                switch ((await LeakChecks.StandingsAsync(scope.Db, [post], cancellationToken))(post))
                {
                    case GuardStanding.Unread:
                        scope.AfterCommit(signals.Guarding.Pulse);
                        return null; // preparing already hands the text to the network
                    case GuardStanding.Shows:
                        Hold(scope, post, LeakChecks.Cause);
                        return null;
                }

                post.LeasePreparing(leases.Owner, Leases.Preparing, scope.Now);
                return new(post.Id, post.Fence, channel, variant);
            },
            cancellationToken
        );

    private static void Hold(WriteScope scope, Post post, string cause)
    {
        var before = post.State;
        post.Block(cause);
        scope.TellOf(post, before);
    }
}

using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Media;
using Publisher.Posts.Record;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;

namespace Publisher.Posts;

/// <summary>Writes down what calls came to, each in one transaction with its events; an owner whose fence is older is turned away.</summary>
public sealed class Results(
    Store store,
    NetworkDirectory networks,
    Leases leases,
    PostAlarms alarms,
    AttemptWatch watch,
    DeliveryMetrics metrics,
    TimeProvider time
)
{
    /// <summary>Stores what the preparing calls gave.</summary>
    public Task PreparedAsync(PreparingClaim claim, Prepared prepared, CancellationToken cancellationToken) =>
        ChangeAsync(
            claim.PostId,
            claim.Fence,
            async (scope, post) =>
            {
                var channel = await scope.Db.Channels.SingleAsync(row => row.Id == post.ChannelId, cancellationToken);
                var could = channel.MaySend;
                Steps.Prepare(post, channel, prepared, scope.Now);
                TellOf(scope, channel, could);
                if (prepared is Prepared.Failed)
                {
                    alarms.Arm(scope, post);
                }

                return false;
            },
            cancellationToken
        );

    /// <summary>Stores an attempt's outcome. Returns the attempt at the next part when one is due at once.</summary>
    public async Task<ClaimedAttempt?> RecordAsync(ClaimedAttempt attempt, Outcome outcome, CancellationToken cancellationToken)
    {
        ClaimedAttempt? next = null;
        await ChangeAsync(
            attempt.PostId,
            attempt.Fence,
            async (scope, post) =>
            {
                var clearance = await ClearanceAsync(scope, post, cancellationToken);
                var could = clearance.Channel?.MaySend;
                var known = post.Parts.Count;
                var begun = Steps.Record(post, clearance, outcome, leases.Owner, scope.Now);
                RecordKeeping.Note(scope, post, known, attempt.Variant);
                TellOf(scope, clearance.Channel, could);
                scope.AfterCommit(() => metrics.AttemptEnded(post.Network, outcome));
                next = Claimed(scope, post, begun, clearance.Channel, attempt.Variant);
                alarms.Arm(scope, post);
                return next is null;
            },
            cancellationToken
        );
        return next;
    }

    /// <summary>After a commit whose answer was lost: whether it took place, and the attempt at the next part that it began.</summary>
    public async Task<(bool IsWritten, ClaimedAttempt? Next)> RecallAsync(ClaimedAttempt attempt, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var post = await db.Posts.WithHistory().SingleOrDefaultAsync(row => row.Id == attempt.PostId, cancellationToken);
        if (post?.Attempts.FirstOrDefault(row => row.Number == attempt.Number) is not { FinishedAt: not null })
        {
            return (false, null);
        }

        var last = post.Attempts[^1];
        var channel = IsOurs(post, last, attempt)
            ? await db.Channels.SingleOrDefaultAsync(row => row.Id == post.ChannelId, cancellationToken)
            : null;
        if (channel is null)
        {
            return (true, null);
        }

        watch.Since(last);
        return (true, ClaimedAttempt.Of(post, last, channel, attempt.Variant, time));
    }

    /// <summary>The next part was begun by this very recording, and its lease is long enough to send it.</summary>
    private bool IsOurs(Post post, PostAttempt last, ClaimedAttempt recorded) =>
        last.Number == recorded.Number + 1
        && last.FinishedAt is null
        && last.Fence == post.Fence
        && post.LeaseOwner == leases.Owner
        && post.LeaseUntil - AttemptDeadline.Length > time.GetUtcNow();

    /// <summary>Stores what the network told of a doubtful attempt. Returns an attempt when one is due at once.</summary>
    public async Task<ClaimedAttempt?> LearnAsync(DoubtfulAttempt doubtful, Found found, CancellationToken cancellationToken)
    {
        var profile = networks[doubtful.Channel.Network].Profile;
        ClaimedAttempt? next = null;
        await ChangeAsync(
            doubtful.PostId,
            doubtful.Fence,
            async (scope, post) =>
            {
                var clearance = await ClearanceAsync(scope, post, cancellationToken);
                if (found is Found.Landed(var id, _) && await scope.Db.IsKnownAsync(post.ChannelId, id, post.Id, cancellationToken))
                {
                    found = new Found.Unknown("What was found is another post of ours."); // two in doubt that say the same
                }

                var inquiry = watch.Inquire(profile, post, doubtful.Watched);
                var known = post.Parts.Count;
                var begun = Steps.Learn(post, clearance, found, inquiry, leases.Owner, scope.Now);
                RecordKeeping.Note(scope, post, known, doubtful.Attempt.Variant);
                scope.AfterCommit(() => metrics.Asked(post.Network, found));
                next = Claimed(scope, post, begun, clearance.Channel, doubtful.Attempt.Variant);
                alarms.Arm(scope, post);
                return next is null;
            },
            cancellationToken
        );
        return next;
    }

    /// <summary>Stores what became of the removal of each part.</summary>
    public Task RemovedAsync(RemovalClaim claim, IReadOnlyList<(int Part, Removal Result)> removals, CancellationToken cancellationToken) =>
        ChangeAsync(
            claim.PostId,
            claim.Fence,
            async (scope, post) =>
            {
                var isOver = post.LearnRemovals(removals, scope.Now);
                await RecordKeeping.WithdrawAsync(scope, post, cancellationToken);
                if (isOver)
                {
                    await PublicFiles.ForgetPostAsync(scope, post.Id, cancellationToken);
                }

                return true;
            },
            cancellationToken
        );

    private async Task ChangeAsync(
        string postId,
        long fence,
        Func<WriteScope, Post, Task<bool>> change,
        CancellationToken cancellationToken
    ) =>
        await store.WriteAsync(
            async scope =>
            {
                await Pauses.BeforeClaimAsync(scope, cancellationToken);
                await scope.LockAsync([postId], cancellationToken);
                var post = await scope
                    .Db.Posts.WithHistory()
                    .SingleOrDefaultAsync(row => row.Id == postId && row.Fence == fence, cancellationToken);
                if (post is null)
                {
                    return; // Somebody with a newer fence decides now; what this owner knows comes too late.
                }

                var before = post.State;
                var mayEndTakedown = await change(scope, post);
                Checkpoint.Pass("result-before-commit");
                scope.TellOf(post, before);
                if (post.OpenAttempt is null)
                {
                    watch.Forget(post);
                }

                if (mayEndTakedown && post.State != before)
                {
                    await Takedowns.SettleAsync(scope, post.ContentId, cancellationToken);
                }
            },
            cancellationToken
        );

    /// <summary>What the next part would need, should one be due at once.</summary>
    private async Task<Clearance> ClearanceAsync(WriteScope scope, Post post, CancellationToken cancellationToken)
    {
        var channel = await scope.Db.Channels.SingleOrDefaultAsync(row => row.Id == post.ChannelId, cancellationToken);
        var goesOn = post.State is PostState.Uncertain || post.NextPart < post.PartCount;
        var approved = goesOn && await scope.Db.Variants.AnyAsync(row => row.Id == post.VariantId && row.Approved, cancellationToken);
        var paused = goesOn && await Pauses.HoldAsync(scope, post.ChannelId, cancellationToken);
        var standing = await LeakChecks.StandingsAsync(scope.Db, goesOn ? [post] : [], cancellationToken);
        return new(channel, approved, paused) { Pace = networks[post.Network].Profile.Pace, Guard = standing(post) };
    }

    private ClaimedAttempt? Claimed(WriteScope scope, Post post, PostAttempt? begun, Channel? channel, Variant variant)
    {
        if (begun is null)
        {
            return null;
        }

        scope.AfterCommit(() => watch.Since(begun)); // only then is there an attempt of this number
        scope.AfterCommit(() => metrics.AttemptStarted(post.Network, late: null));
        return ClaimedAttempt.Of(post, begun, channel!, variant, time);
    }

    private static void TellOf(WriteScope scope, Channel? channel, bool? could)
    {
        if (channel is { NeedsReconnect: true } && could is true)
        {
            scope.Tell(EventTypes.ChannelNeedsReconnect, new { channelId = channel.Id, network = channel.Network });
        }
    }
}

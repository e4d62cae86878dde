using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;

namespace Publisher.Posts;

/// <summary>Writes down what calls came to, each in one transaction with its events; an owner whose fence is older is turned away.</summary>
public sealed class Results(
    Store store,
    NetworkDirectory networks,
    Leases leases,
    PostAlarms alarms,
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
                switch (prepared)
                {
                    case Prepared.Ready ready:
                        post.SetPrepared(ready);
                        break;
                    case Prepared.Failed(var why):
                        post.PreparingFailed(why, scope.Now);
                        await HoldIfTokenTroubleAsync(scope, post, why, cancellationToken);
                        alarms.Arm(scope, post);
                        break;
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
                var more = post.Record(outcome, scope.Now);
                scope.AfterCommit(() => metrics.AttemptEnded(post.Network, outcome));
                var channel = await scope.Db.Channels.SingleOrDefaultAsync(row => row.Id == post.ChannelId, cancellationToken);
                await HoldIfTokenTroubleAsync(scope, post, outcome, cancellationToken);
                next = more ? await NextAsync(scope, post, channel, attempt.Variant, cancellationToken) : null;
                if (next is null && channel is not null)
                {
                    channel.BusyUntil = null;
                }

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
        return (true, channel is null ? null : ClaimedAttempt.Of(post, last, channel, attempt.Variant, time));
    }

    /// <summary>The next part was begun by this very recording, and its lease is long enough to send it.</summary>
    private bool IsOurs(Post post, PostAttempt last, ClaimedAttempt recorded) =>
        last.Number == recorded.Number + 1
        && last.FinishedAt is null
        && last.Fence == post.Fence
        && post.LeaseOwner == leases.Owner
        && post.LeaseUntil - AttemptDeadline.Length > time.GetUtcNow();

    /// <summary>Stores what the network told of a doubtful attempt. Returns the attempt at the next part when one is due at once.</summary>
    public async Task<ClaimedAttempt?> LearnAsync(DoubtfulAttempt doubtful, Found found, CancellationToken cancellationToken)
    {
        var profile = networks[doubtful.Channel.Network].Profile;
        ClaimedAttempt? next = null;
        await ChangeAsync(
            doubtful.PostId,
            doubtful.Fence,
            async (scope, post) =>
            {
                var kind = doubtful.Attempt.IsLost && !profile.FindsLost ? ReconcileKind.None : profile.Reconcile;
                var more = post.Learn(found, kind, profile.VisibilityLag, scope.Now);
                scope.AfterCommit(() => metrics.Asked(post.Network, found));
                var channel = more
                    ? await scope.Db.Channels.SingleOrDefaultAsync(row => row.Id == post.ChannelId, cancellationToken)
                    : null;
                next = more ? await NextAsync(scope, post, channel, doubtful.Attempt.Variant, cancellationToken) : null;
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
                foreach (var (part, result) in removals.Where(removal => removal.Result is not Removal.Again))
                {
                    post.PartRemoved(part, StateOf(result));
                }

                if (removals.Select(removal => removal.Result).OfType<Removal.Again>().ToList() is { Count: > 0 } again)
                {
                    RemoveAgain(post, again, scope.Now);
                }
                else
                {
                    var worst = Worst(post);
                    post.FinishRemoving(
                        worst,
                        removals.Select(removal => DetailOf(removal.Result, worst)).FirstOrDefault(said => said is not null)
                    );
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
                var post = await scope
                    .Db.Posts.WithHistory()
                    .SingleOrDefaultAsync(row => row.Id == postId && row.Fence == fence, cancellationToken);
                if (post is null)
                {
                    return; // Somebody with a newer fence decides now; what this owner knows comes too late.
                }

                var before = post.State;
                var mayEndTakedown = await change(scope, post);
                scope.TellOf(post, before);
                if (mayEndTakedown && post.State != before)
                {
                    await Takedowns.SettleAsync(scope, post.ContentId, cancellationToken);
                }
            },
            cancellationToken
        );

    /// <summary>The attempt at the next part; null when it must wait.</summary>
    private async Task<ClaimedAttempt?> NextAsync(
        WriteScope scope,
        Post post,
        Channel? channel,
        Variant variant,
        CancellationToken cancellationToken
    )
    {
        if (channel is null)
        {
            post.Doubt("Its channel was deleted.", scope.Now);
            return null;
        }

        if (post.AskFirst)
        {
            post.AskForNextPart(post.Attempts[^1].StartedAt, scope.Now);
            return null;
        }

        await Pauses.BeforeClaimAsync(scope, cancellationToken);
        if (await Pauses.HoldAsync(scope, channel.Id, cancellationToken))
        {
            post.HoldNextPart();
            return null;
        }

        channel.BusyUntil = scope.Now + Leases.Sending;
        scope.AfterCommit(() => metrics.AttemptStarted(post.Network, late: null));
        return ClaimedAttempt.Of(post, post.Begin(leases.Owner, Leases.Sending, scope.Now), channel, variant, time);
    }

    private static async Task HoldIfTokenTroubleAsync(WriteScope scope, Post post, Outcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is not Outcome.Refused { IsTokenTrouble: true })
        {
            return;
        }

        var channel = await scope.Db.Channels.SingleAsync(row => row.Id == post.ChannelId, cancellationToken);
        if (!channel.NeedsReconnect)
        {
            channel.NeedsReconnect = true;
            scope.Tell(EventTypes.ChannelNeedsReconnect, new { channelId = channel.Id, network = channel.Network });
        }
    }

    private static void RemoveAgain(Post post, List<Removal.Again> again, DateTimeOffset now)
    {
        if (now - post.RemovingSince > RetryPlan.LongestRemoval)
        {
            post.FinishRemoving(PostState.NeedsAttention, again[0].Reason);
            return;
        }

        var wait = again.Max(removal => removal.After) ?? TimeSpan.FromSeconds(15);
        post.RemoveAgain(again[0].Reason, now + (wait > TimeSpan.FromHours(1) ? TimeSpan.FromHours(1) : wait));
    }

    private static PostState Worst(Post post) =>
        post.Parts.Select(part => part.Removal ?? PostState.Manual).DefaultIfEmpty(PostState.Removed).MaxBy(Badness);

    private static int Badness(PostState state) =>
        state switch
        {
            PostState.Removed => 0,
            PostState.Requested => 1,
            PostState.Blanked => 2,
            _ => 3,
        };

    /// <summary>What the network says of its removal, where that is the result that counts.</summary>
    private static string? DetailOf(Removal removal, PostState worst) =>
        StateOf(removal) != worst
            ? null
            : removal switch
            {
                Removal.Requested(var detail) => detail,
                Removal.Manual(_, var detail) => detail,
                _ => null,
            };

    private static PostState StateOf(Removal removal) =>
        removal switch
        {
            Removal.Removed => PostState.Removed,
            Removal.Blanked => PostState.Blanked,
            Removal.Requested => PostState.Requested,
            _ => PostState.Manual,
        };
}

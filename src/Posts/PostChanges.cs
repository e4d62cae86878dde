using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Record;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

public abstract record PostChangeResult
{
    private PostChangeResult() { }

    public sealed record Done(Post Post) : PostChangeResult;

    public sealed record NotFound : PostChangeResult;

    /// <summary>409, such as <c>in_flight</c>.</summary>
    public sealed record Conflict(string Code, string Reason) : PostChangeResult;

    public sealed record Refused(IReadOnlyList<Problem> Problems) : PostChangeResult;
}

/// <summary>What people may do to a post once it is made.</summary>
public sealed class PostChanges(PostAlarms alarms, Settlement settlement, NetworkDirectory networks)
{
    /// <summary>Moves it to another time; brings a missed one back.</summary>
    public Task<PostChangeResult> RescheduleAsync(
        WriteScope scope,
        string postId,
        DateTimeOffset publishAt,
        string? timeZone,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            scope,
            postId,
            async post =>
            {
                if (post.State is not (PostState.Scheduled or PostState.Blocked or PostState.Missed))
                {
                    return Wrong(post, "rescheduled");
                }

                if (PostTimes.Check(publishAt, timeZone, scope.Now).ToList() is { Count: > 0 } problems)
                {
                    return new PostChangeResult.Refused(problems);
                }

                if (post.State is PostState.Missed && await LivePostAsync(scope, post, cancellationToken) is { } live)
                {
                    return new PostChangeResult.Conflict("already_posted", $"Post {live} is live for the same content and channel.");
                }

                post.Reschedule(publishAt.ToUniversalTime(), timeZone, scope.Actor, scope.Now);
                Follow(post, await PieceAsync(scope, post, cancellationToken));
                alarms.Arm(scope, post);
                await settlement.RetimeAsync(scope, post.ContentId, cancellationToken);
                return new PostChangeResult.Done(post);
            },
            cancellationToken
        );

    public Task<PostChangeResult> CancelAsync(WriteScope scope, string postId, CancellationToken cancellationToken) =>
        ChangeAsync(
            scope,
            postId,
            post =>
            {
                if (
                    post.State is PostState.Publishing or PostState.Uncertain
                    || post.Parts.Count > 0 && post.State is PostState.Scheduled or PostState.Blocked
                )
                {
                    return Answer(
                        new PostChangeResult.Conflict("in_flight", "It is on its way out; use remove once it is known what became of it.")
                    );
                }

                if (!post.CanCancel)
                {
                    return Answer(Wrong(post, "cancelled"));
                }

                post.Cancel();
                return Answer(new PostChangeResult.Done(post));
            },
            cancellationToken
        );

    /// <summary>A refused post goes again, as the piece stands now.</summary>
    public Task<PostChangeResult> RetryAsync(WriteScope scope, string postId, CancellationToken cancellationToken) =>
        ChangeAsync(
            scope,
            postId,
            async post =>
            {
                if (post.State is not PostState.Refused)
                {
                    return Wrong(post, "retried");
                }

                var piece = await PieceAsync(scope, post, cancellationToken);
                if (IsMixed(post, piece))
                {
                    return Mixed();
                }

                post.Retry(scope.Now);
                Follow(post, piece);
                alarms.Arm(scope, post);
                return new PostChangeResult.Done(post);
            },
            cancellationToken
        );

    /// <summary>Whether two people could have it sent again. Changes nothing.</summary>
    public Task<PostChangeResult> MaySendAgainAsync(WriteScope scope, string postId, CancellationToken cancellationToken) =>
        ChangeAsync(
            scope,
            postId,
            async post => await WhyNotAgainAsync(scope, post, cancellationToken) ?? new PostChangeResult.Done(post),
            cancellationToken
        );

    /// <summary>Two people looked at the channel: what is wanting is not out, and shall go as the piece stands now.</summary>
    public Task<PostChangeResult> SendAgainAsync(WriteScope scope, string postId, CancellationToken cancellationToken) =>
        ChangeAsync(
            scope,
            postId,
            async post =>
            {
                if (await WhyNotAgainAsync(scope, post, cancellationToken) is { } why)
                {
                    return why;
                }

                post.SendAgain(scope.Now);
                Follow(post, await PieceAsync(scope, post, cancellationToken));
                alarms.Arm(scope, post);
                return new PostChangeResult.Done(post);
            },
            cancellationToken
        );

    /// <summary>A person looked at the channel: it is out, at this address.</summary>
    public Task<PostChangeResult> ResolveLandedAsync(WriteScope scope, string postId, Uri? link, CancellationToken cancellationToken) =>
        ChangeAsync(
            scope,
            postId,
            async post =>
            {
                if (post.State is not (PostState.NeedsAttention or PostState.HandedOver))
                {
                    return Wrong(post, "resolved");
                }

                var id = new RemoteId("");
                if (link is not null && !networks[post.Network].TryParseLink(link, out id))
                {
                    return new PostChangeResult.Refused([new("invalid_link", "url", $"This is no link to a post on {post.Network}.")]);
                }

                var known = post.Parts.Count;
                post.ResolveLanded(id, link, scope.Now);
                if (await scope.Db.Variants.FindAsync([post.VariantId], cancellationToken) is { Document: { } sent })
                {
                    RecordKeeping.Note(scope, post, known, sent);
                }

                return new PostChangeResult.Done(post);
            },
            cancellationToken
        );

    /// <summary>A person looked at the channel: it is not out, and shall not go; or it is gone, where a takedown could not delete it.</summary>
    public Task<PostChangeResult> AbandonAsync(WriteScope scope, string postId, CancellationToken cancellationToken) =>
        ChangeAsync(
            scope,
            postId,
            async post =>
            {
                if (post.MayBeSeenGone)
                {
                    post.SeenGone();
                    await RecordKeeping.WithdrawAsync(scope, post, cancellationToken);
                    return new PostChangeResult.Done(post);
                }

                if (post.State is not (PostState.NeedsAttention or PostState.HandedOver or PostState.Refused))
                {
                    return Wrong(post, "abandoned");
                }

                post.Abandon(scope.Now);
                return new PostChangeResult.Done(post);
            },
            cancellationToken
        );

    /// <summary>Takes this one post down.</summary>
    public Task<PostChangeResult> RemoveAsync(WriteScope scope, string postId, CancellationToken cancellationToken) =>
        ChangeAsync(
            scope,
            postId,
            post =>
            {
                if (!post.HasVisiblePart && post.OpenAttempt is null)
                {
                    return Answer(
                        new PostChangeResult.Conflict(
                            "conflict",
                            $"The post is {SnakeCase.Of(post.State)}: nothing of it is out. Cancel it instead."
                        )
                    );
                }

                post.TakeDown(scope.Now);
                return Answer(new PostChangeResult.Done(post));
            },
            cancellationToken
        );

    private static async Task<PostChangeResult> ChangeAsync(
        WriteScope scope,
        string postId,
        Func<Post, Task<PostChangeResult>> change,
        CancellationToken cancellationToken
    )
    {
        var post = await scope
            .Db.Posts.Include(row => row.Attempts.OrderBy(attempt => attempt.Number))
            .Include(row => row.Parts.OrderBy(part => part.Number))
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Id == postId, cancellationToken);
        if (post is null)
        {
            return new PostChangeResult.NotFound();
        }

        var before = post.State;
        var result = await change(post);
        scope.TellOf(post, before);
        return result;
    }

    private static Task<string?> LivePostAsync(WriteScope scope, Post post, CancellationToken cancellationToken)
    {
        var key = Post.Key(post.ContentId, post.ChannelId);
        return scope
            .Db.Posts.Where(row => row.LiveKey == key && row.Id != post.Id)
            .Select(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken)!;
    }

    private static async Task<PostChangeResult?> WhyNotAgainAsync(WriteScope scope, Post post, CancellationToken cancellationToken) =>
        post.State is not PostState.NeedsAttention ? Wrong(post, "sent again")
        : !post.CanSendAgain ? new PostChangeResult.Conflict("conflict", "The post was taken down; it cannot be sent again.")
        : IsMixed(post, await PieceAsync(scope, post, cancellationToken)) ? Mixed()
        : await scope.Db.Channels.AnyAsync(channel => channel.Id == post.ChannelId, cancellationToken) ? null
        : new PostChangeResult.Conflict("conflict", "The channel of the post was deleted; give the post up.");

    /// <summary>What would go out on the post's channel as the piece stands now; null when it is no longer meant for that channel.</summary>
    private static Task<StoredVariant?> PieceAsync(WriteScope scope, Post post, CancellationToken cancellationToken) =>
        (
            from variant in scope.Db.Variants
            join content in scope.Db.Contents on variant.ContentId equals content.Id
            where
                content.Id == post.ContentId
                && variant.Revision == content.Revision
                && variant.ChannelId == post.ChannelId
                && !variant.Superseded
            select variant
        ).SingleOrDefaultAsync(cancellationToken);

    /// <summary>A part is out, and the rest would be of another text.</summary>
    private static bool IsMixed(Post post, StoredVariant? piece) => post.Parts.Count > 0 && piece?.Hash != post.VariantHash;

    /// <summary>It waits again: for its time, or for the approval of what the piece has become.</summary>
    private static void Follow(Post post, StoredVariant? piece)
    {
        if (post.State is not PostState.Scheduled)
        {
            return; // blocked as before, or the network is asked first for what may be out
        }

        if (piece is { State: VariantState.Ready, Approved: true } && !IsMixed(post, piece))
        {
            post.Bind(piece);
        }
        else
        {
            post.Block(piece is { State: VariantState.Rendering } ? Settlement.Rendering : Settlement.Voided);
        }
    }

    private static PostChangeResult Mixed() =>
        new PostChangeResult.Conflict(
            "conflict",
            "A part of it is out with the text as it was, and the piece was changed since: the rest cannot follow. Take it down, or leave it as it is."
        );

    private static Task<PostChangeResult> Answer(PostChangeResult result) => Task.FromResult(result);

    private static PostChangeResult.Conflict Wrong(Post post, string what) =>
        new("conflict", $"The post is {SnakeCase.Of(post.State)} now; it cannot be {what}{Again(post, what)}.");

    private static string Again(Post post, string what) => SnakeCase.Of(post.State) == what ? " again" : "";
}

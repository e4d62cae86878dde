using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
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
public sealed class PostChanges(PostAlarms alarms, NetworkDirectory networks)
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

                post.Reschedule(publishAt.ToUniversalTime(), timeZone, scope.Now);
                if (post.State is PostState.Scheduled && !await IsApprovedAsync(scope, post, cancellationToken))
                {
                    post.Block(Settlement.Voided);
                }

                alarms.Arm(scope, post);
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

    /// <summary>A refused post goes again.</summary>
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

                post.Retry(scope.Now);
                if (post.State is PostState.Scheduled && !await IsApprovedAsync(scope, post, cancellationToken))
                {
                    post.Block(Settlement.Voided);
                }

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
            post =>
            {
                if (post.State is not (PostState.NeedsAttention or PostState.HandedOver))
                {
                    return Answer(Wrong(post, "resolved"));
                }

                var id = new RemoteId("");
                if (link is not null && !networks[post.Network].TryParseLink(link, out id))
                {
                    return Answer(
                        new PostChangeResult.Refused([new("invalid_link", "url", $"This is no link to a post on {post.Network}.")])
                    );
                }

                post.ResolveLanded(id, link, scope.Now);
                return Answer(new PostChangeResult.Done(post));
            },
            cancellationToken
        );

    /// <summary>A person looked at the channel: it is not out, and shall not go.</summary>
    public Task<PostChangeResult> AbandonAsync(WriteScope scope, string postId, CancellationToken cancellationToken) =>
        ChangeAsync(
            scope,
            postId,
            post =>
            {
                if (post.State is not (PostState.NeedsAttention or PostState.HandedOver or PostState.Refused))
                {
                    return Answer(Wrong(post, "abandoned"));
                }

                post.Abandon(scope.Now);
                return Answer(new PostChangeResult.Done(post));
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

    private static Task<bool> IsApprovedAsync(WriteScope scope, Post post, CancellationToken cancellationToken) =>
        scope.Db.Variants.Where(row => row.Id == post.VariantId).Select(row => row.Approved).SingleOrDefaultAsync(cancellationToken);

    private static Task<PostChangeResult> Answer(PostChangeResult result) => Task.FromResult(result);

    private static PostChangeResult.Conflict Wrong(Post post, string what) =>
        new("conflict", $"The post is {SnakeCase.Of(post.State)} now; it cannot be {what}{Again(post, what)}.");

    private static string Again(Post post, string what) => SnakeCase.Of(post.State) == what ? " again" : "";
}

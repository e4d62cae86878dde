using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>When a post wants to be woken.</summary>
/// <param name="ChannelId">Posts of one channel go out one after the other.</param>
public sealed record PostAlarm(string PostId, string ChannelId, DateTimeOffset At);

/// <summary>
/// Where the clock hangs its alarms: on PostgreSQL inside the post's own transaction, on SQLite after its commit.
/// The posts table stays the truth; an alarm that is lost is made up for by the sweeper.
/// </summary>
public sealed class PostAlarms(Store store)
{
    public Func<IReadOnlyList<PostAlarm>, DbTransaction, CancellationToken, ValueTask>? InTransaction { get; set; }
    public Action<IReadOnlyList<PostAlarm>>? AfterCommit { get; set; }

    /// <summary>Posts that wait for their time, for arming the clock after a start.</summary>
    public async IAsyncEnumerable<PostAlarm> WaitingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var waiting = db
            .Posts.Where(post => post.State == PostState.Scheduled)
            .OrderBy(post => post.DueAt)
            .Select(post => new
            {
                post.Id,
                post.ChannelId,
                post.DueAt,
            });
        await foreach (var post in waiting.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return new(post.Id, post.ChannelId, post.DueAt);
        }
    }

    /// <summary>Arms an alarm for each post that is scheduled.</summary>
    public void Arm(WriteScope scope, params IEnumerable<Post> posts)
    {
        var alarms = posts
            .Where(post => post.State is PostState.Scheduled)
            .Select(post => new PostAlarm(post.Id, post.ChannelId, post.DueAt))
            .ToList();
        if (alarms.Count == 0)
        {
            return;
        }

        if (InTransaction is { } arm)
        {
            scope.BeforeCommit((transaction, cancellationToken) => arm(alarms, transaction, cancellationToken));
        }

        if (AfterCommit is { } armAfter)
        {
            scope.AfterCommit(() => armAfter(alarms));
        }
    }
}

using System.Data.Common;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>When a post wants to be woken.</summary>
/// <param name="ChannelId">Posts of one channel go out one after the other.</param>
public sealed record PostAlarm(string PostId, string ChannelId, DateTimeOffset At);

/// <summary>
/// Where the clock hangs its alarms: on PostgreSQL inside the post's own transaction, on SQLite after its commit.
/// The posts table stays the truth; an alarm that is lost is made up for by the sweeper.
/// </summary>
public sealed class PostAlarms
{
    public Func<IReadOnlyList<PostAlarm>, DbTransaction, CancellationToken, ValueTask>? InTransaction { get; set; }
    public Action<IReadOnlyList<PostAlarm>>? AfterCommit { get; set; }

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

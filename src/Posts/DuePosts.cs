using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>The questions that find due work, each answered by an index.</summary>
internal static class DuePosts
{
    /// <summary>Scheduled posts that nobody holds, on channels that may send and that no pause covers.</summary>
    public static IQueryable<Post> Open(PublisherDb db, DateTimeOffset now) =>
        from post in db.Posts
        join channel in db.Channels on post.ChannelId equals channel.Id
        where
            post.State == PostState.Scheduled
            && (post.LeaseUntil == null || post.LeaseUntil < now)
            && channel.Enabled
            && !channel.NeedsReconnect
            && !db.Pauses.Any(pause => pause.EndedAt == null && (pause.ChannelId == null || pause.ChannelId == channel.Id))
        select post;

    /// <summary>Those that may be sent at this moment: due, prepared, no pause, the channel free and its pace kept.</summary>
    public static IQueryable<Post> Sendable(PublisherDb db, DateTimeOffset now) =>
        from post in db.Posts
        join channel in db.Channels on post.ChannelId equals channel.Id
        where
            post.State == PostState.Scheduled
            && post.DueAt <= now
            && (post.LeaseUntil == null || post.LeaseUntil < now)
            && post.PreparedFor == post.VariantHash
            && channel.Enabled
            && !channel.NeedsReconnect
            && (channel.BusyUntil == null || channel.BusyUntil < now)
            && (channel.NextStartAt == null || channel.NextStartAt <= now)
            && !db.Pauses.Any(pause => pause.EndedAt == null && (pause.ChannelId == null || pause.ChannelId == channel.Id))
        select post;

    /// <summary>Posts in one of these states that want to be asked about or removed.</summary>
    public static IQueryable<Post> Wanting(PublisherDb db, PostState[] states, DateTimeOffset now) =>
        db.Posts.Where(post => states.Contains(post.State) && post.DueAt <= now && (post.LeaseUntil == null || post.LeaseUntil < now));

    /// <summary>Posts past the last moment at which they may begin.</summary>
    public static IQueryable<Post> Late(PublisherDb db, DateTimeOffset now) =>
        db.Posts.Where(post =>
            (post.State == PostState.Scheduled || post.State == PostState.Blocked)
            && post.MissedAt < now
            && (post.LeaseUntil == null || post.LeaseUntil < now)
        );
}

using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>What waits in a channel.</summary>
/// <param name="NextFreeAt">The slot that the next post with <c>queue</c> will get; null when the channel has no slots.</param>
public sealed record QueueView(IReadOnlyList<QueueItem> Items, DateTimeOffset? NextFreeAt)
{
    private const int MostItems = 1_000;

    /// <summary>Null when there is no such channel.</summary>
    public static async Task<QueueView?> OfAsync(PublisherDb db, string channelId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var channel = await db.Channels.AsNoTracking().FirstOrDefaultAsync(row => row.Id == channelId, cancellationToken);
        if (channel is null)
        {
            return null;
        }

        var posts = await db
            .Posts.AsNoTracking()
            .Where(post => post.ChannelId == channelId && (post.State == PostState.Scheduled || post.State == PostState.Blocked))
            .OrderBy(post => post.PublishAt)
            .ThenBy(post => post.Id)
            .Take(MostItems)
            .ToListAsync(cancellationToken);
        var pauses = await Pauses.InForceAsync(db, cancellationToken);
        var items = posts.ConvertAll(post => new QueueItem(post.PublishAt, post.Id, PostExplanation.Of(post, channel, pauses).Cause));
        return new QueueView(items, QueueSlots.NextFree(channel.Slots, items.Select(item => item.At).ToHashSet(), now));
    }
}

/// <param name="Cause">Why it waits longer than to its time, such as <c>paused</c>; null otherwise.</param>
public sealed record QueueItem(DateTimeOffset At, string PostId, string? Cause);

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

        var items = await db
            .Posts.Where(post => post.ChannelId == channelId && (post.State == PostState.Scheduled || post.State == PostState.Blocked))
            .OrderBy(post => post.PublishAt)
            .ThenBy(post => post.Id)
            .Take(MostItems)
            .Select(post => new QueueItem(post.PublishAt, post.Id))
            .ToListAsync(cancellationToken);
        return new QueueView(items, QueueSlots.NextFree(channel.Slots, items.Select(item => item.At).ToHashSet(), now));
    }
}

public sealed record QueueItem(DateTimeOffset At, string PostId);

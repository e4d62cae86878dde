using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Whose an id is that a network showed.</summary>
internal static class KnownParts
{
    /// <summary>A part on this channel has the id already, in a post other than <paramref name="exceptPostId"/>.</summary>
    public static Task<bool> IsKnownAsync(
        this PublisherDb db,
        string channelId,
        RemoteId id,
        string? exceptPostId,
        CancellationToken cancellationToken
    ) =>
        db.Set<PostPart>()
            .Where(part => part.RemoteId == id.Value && part.PostId != exceptPostId)
            .AnyAsync(part => db.Posts.Any(post => post.Id == part.PostId && post.ChannelId == channelId), cancellationToken);
}

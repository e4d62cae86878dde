using Microsoft.EntityFrameworkCore;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Shows posts with what holds them: their channels, or a pause.</summary>
internal static class PostReading
{
    public static async Task<PostView> ViewAsync(this PublisherDb db, Post post, CancellationToken cancellationToken) =>
        (await db.ViewerAsync([post], cancellationToken))(post);

    /// <summary>Shows any of these posts.</summary>
    public static async Task<Func<Post, PostView>> ViewerAsync(
        this PublisherDb db,
        IReadOnlyList<Post> posts,
        CancellationToken cancellationToken
    )
    {
        var ids = posts.Select(post => post.ChannelId).Distinct().ToList();
        var channels = await db
            .Channels.AsNoTracking()
            .Where(channel => ids.Contains(channel.Id))
            .ToDictionaryAsync(channel => channel.Id, cancellationToken);
        var pauses = await Pauses.InForceAsync(db, cancellationToken);
        return post => PostView.Of(post, channels.GetValueOrDefault(post.ChannelId), pauses);
    }
}

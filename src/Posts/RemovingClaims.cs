using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Takes posts that are being removed.</summary>
public sealed class RemovingClaims(Store store, Leases leases, TimeProvider time)
{
    private static readonly PostState[] Removing = [PostState.Removing];

    public Task<IReadOnlyList<RemovalClaim>> TakeAsync(int limit, CancellationToken cancellationToken) =>
        WantingPosts.TakeAsync(store, time, limit, Removing, (post, channel, _, now) => Take(post, channel, now), cancellationToken);

    private RemovalClaim Take(Post post, Channel channel, DateTimeOffset now)
    {
        post.LeaseLooking(leases.Owner, Leases.Sending, now);
        var visible = post.Parts.Where(part => part.Removal is null).OrderByDescending(part => part.Number);
        return new(post.Id, post.Fence, channel, [.. visible.Select(part => (part.Number, new RemoteId(part.RemoteId)))]);
    }
}

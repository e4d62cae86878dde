using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>What posts need on their way out: their channels, and those of their variants that are approved as they stand.</summary>
internal sealed record Cargo(IReadOnlyDictionary<string, Channel> Channels, IReadOnlyDictionary<string, Variant> Approved)
{
    public static async Task<Cargo> LoadAsync(WriteScope scope, IReadOnlyCollection<Post> posts, CancellationToken cancellationToken)
    {
        if (posts.Count == 0)
        {
            return new(new Dictionary<string, Channel>(), new Dictionary<string, Variant>());
        }

        var channelIds = posts.Select(post => post.ChannelId).ToList();
        var variantIds = posts.Select(post => post.VariantId).ToList();
        var channels = await scope
            .Db.Channels.Where(channel => channelIds.Contains(channel.Id))
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var variants = await scope
            .Db.Variants.AsNoTracking()
            .Where(variant => variantIds.Contains(variant.Id) && variant.Approved)
            .ToDictionaryAsync(row => row.Id, row => row.Document!, cancellationToken);
        return new(channels, variants);
    }

    public Channel? ChannelOf(Post post) => Channels.GetValueOrDefault(post.ChannelId);

    /// <summary>Null when it is not approved.</summary>
    public Variant? VariantOf(Post post) => Approved.GetValueOrDefault(post.VariantId);
}

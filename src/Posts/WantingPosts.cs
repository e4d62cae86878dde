using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Takes posts that want something done about what has left already: to be asked about, or removed.</summary>
internal static class WantingPosts
{
    /// <summary>Takes up to <paramref name="limit"/> posts in one of these states. The approval is not asked for: they are out, or may be.</summary>
    public static async Task<IReadOnlyList<T>> TakeAsync<T>(
        Store store,
        TimeProvider time,
        int limit,
        PostState[] states,
        Func<Post, Channel, Variant, DateTimeOffset, T?> take,
        CancellationToken cancellationToken,
        IReadOnlyCollection<string>? except = null
    )
        where T : class
    {
        await using (var db = store.Read())
        {
            if (!await DuePosts.Wanting(db, states, time.GetUtcNow()).AnyAsync(cancellationToken))
            {
                return [];
            }
        }

        try
        {
            return await store.WriteAsync(
                scope => TakeAsync(scope, limit, states, take, except ?? [], cancellationToken),
                cancellationToken
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            return []; // another node was faster with one of them; what it left is taken at the next look
        }
    }

    private static async Task<IReadOnlyList<T>> TakeAsync<T>(
        WriteScope scope,
        int limit,
        PostState[] states,
        Func<Post, Channel, Variant, DateTimeOffset, T?> take,
        IReadOnlyCollection<string> except,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var posts = await DuePosts
            .Wanting(scope.Db, states, scope.Now)
            .Where(post => !except.Contains(post.Id))
            .OrderBy(post => post.DueAt)
            .Take(limit)
            .WithHistory()
            .ToListAsync(cancellationToken);
        var channelIds = posts.ConvertAll(post => post.ChannelId);
        var variantIds = posts.ConvertAll(post => post.VariantId);
        var channels = await scope
            .Db.Channels.AsNoTracking()
            .Where(row => channelIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var variants = await scope
            .Db.Variants.AsNoTracking()
            .Where(row => variantIds.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var taken = new List<T>();
        foreach (var post in posts.Where(post => channels.ContainsKey(post.ChannelId)))
        {
            var before = post.State;
            if (take(post, channels[post.ChannelId], variants[post.VariantId].Document!, scope.Now) is { } work)
            {
                taken.Add(work);
            }

            scope.TellOf(post, before);
        }

        return taken;
    }
}

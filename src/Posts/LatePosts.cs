using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Marks posts that are later than they may be. Nothing bursts after an outage.</summary>
public sealed class LatePosts(Store store, TimeProvider time)
{
    private const int MostAtOnce = 500;

    public async Task<int> MarkMissedAsync(CancellationToken cancellationToken)
    {
        await using (var db = store.Read())
        {
            if (!await DuePosts.Late(db, time.GetUtcNow()).AnyAsync(cancellationToken))
            {
                return 0;
            }
        }

        return await store.WriteAsync(scope => MarkMissedAsync(scope, cancellationToken), cancellationToken);
    }

    private static async Task<int> MarkMissedAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var late = await DuePosts
            .Late(scope.Db, scope.Now)
            .OrderBy(post => post.MissedAt)
            .ThenBy(post => post.Id)
            .Take(MostAtOnce)
            .Include(post => post.Parts)
            .ToListAsync(cancellationToken);
        foreach (var post in late)
        {
            var before = post.State;
            post.Miss();
            scope.TellOf(post, before);
            await Takedowns.SettleAsync(scope, post.ContentId, cancellationToken);
        }

        return late.Count;
    }
}

using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>
/// Holds posts' rows until the commit, so that a decision rests on what they are then: a takedown or another time may have been
/// noted between reading and writing. SQLite lets one writer in at a time and needs none.
/// </summary>
internal static class PostLocks
{
    public static Task LockAsync(this WriteScope scope, IReadOnlyCollection<string> postIds, CancellationToken cancellationToken) =>
        postIds.Count > 0 && scope.Db is PostgresPublisherDb
            ? scope.Db.Database.ExecuteSqlAsync(
                $"SELECT id FROM posts WHERE id = ANY ({postIds.Order().ToArray()}) ORDER BY id FOR UPDATE",
                cancellationToken
            )
            : Task.CompletedTask;

    /// <summary>The same for one post, without waiting: false while another node holds it.</summary>
    public static async Task<bool> TryLockAsync(this WriteScope scope, string postId, CancellationToken cancellationToken) =>
        scope.Db is not PostgresPublisherDb
        || await scope
            .Db.Database.SqlQuery<string>($"""SELECT id AS "Value" FROM posts WHERE id = {postId} FOR UPDATE SKIP LOCKED""")
            .AnyAsync(cancellationToken);
}

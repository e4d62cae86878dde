using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Media;
using Publisher.Posts.Record;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Forgets a content with its revisions, variants, approvals and the posts that came to nothing.</summary>
public sealed class ContentDeletion
{
    private static readonly PostState[] _gone = [.. Enum.GetValues<PostState>().Where(state => !PostMoves.IsLive(state))];

    /// <returns>False when something of it is out, waits to go out, or left a trace that a person must see to.</returns>
    public async Task<bool> DeleteAsync(WriteScope scope, StoredContent content, CancellationToken cancellationToken)
    {
        var (db, id) = (scope.Db, content.Id);
        var posts = db.Posts.Where(post => post.ContentId == id);
        if (await posts.AnyAsync(post => !_gone.Contains(post.State) || post.Parts.Any(part => part.Removal == null), cancellationToken))
        {
            return false;
        }

        var postIds = await posts.Select(post => post.Id).ToListAsync(cancellationToken);
        await db.Attempts.Where(row => postIds.Contains(row.PostId)).ExecuteDeleteAsync(cancellationToken);
        await db.Parts.Where(row => postIds.Contains(row.PostId)).ExecuteDeleteAsync(cancellationToken);
        await posts.ExecuteDeleteAsync(cancellationToken);
        await RecordKeeping.ForgetAsync(scope, postIds, cancellationToken);
        await PublicFiles.ForgetContentAsync(scope, id, cancellationToken);
        await db.Takedowns.Where(row => row.ContentId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Approvals.Where(row => row.ContentId == id).ExecuteDeleteAsync(cancellationToken);
        var variants = db.Variants.Where(row => row.ContentId == id);
        await ReplacedVariants.LetGoAsync(scope, variants.Select(row => row.Id), cancellationToken);
        await variants.ExecuteDeleteAsync(cancellationToken);
        await db.GuardOverrides.Where(row => row.ContentId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Revisions.Where(row => row.ContentId == id).ExecuteDeleteAsync(cancellationToken);
        db.Contents.Remove(content);
        return true;
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Contents from the newest on. Tags and visibility stand in documents, so they are looked at row by row in batches.</summary>
internal static class ContentListing
{
    private const int Batch = 200;

    public static async Task<List<(StoredContent Stored, Content Content)>> ReadAsync(
        PublisherDb db,
        Page page,
        ContentState? state,
        string? tag,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var found = new List<(StoredContent, Content)>();
        var after = page.After?[0];
        var publishedOnly = await db.HidesDraftsAsync(caller, cancellationToken);
        while (true)
        {
            var size = tag is null && caller.Channels is null ? page.Limit + 1 : Batch;
            var rows = await BatchAsync(db, state, tag, publishedOnly, after, size, cancellationToken);
            var contents = await DocumentsAsync(db, rows, cancellationToken);
            found.AddRange(
                rows.Select(row => (row, contents[row.Id]))
                    .Where(row => caller.SeesAny(row.Item2.Channels) && (tag is null || row.row.Tags.Contains(tag)))
            );
            if (rows.Count < size || found.Count > page.Limit)
            {
                return found;
            }

            after = rows[^1].Id;
        }
    }

    private static Task<List<StoredContent>> BatchAsync(
        PublisherDb db,
        ContentState? state,
        string? tag,
        bool publishedOnly,
        string? after,
        int size,
        CancellationToken cancellationToken
    )
    {
        // The text of the list holds the tag as JSON writes it; what it also finds is sorted out afterwards.
        var contents = tag is null
            ? db.Contents
            : db.Contents.FromSql($"SELECT * FROM contents WHERE tags LIKE {Like(tag)} ESCAPE '!'").AsNoTracking();
        return contents
            .Where(row => state == null || row.State == state)
            .Where(row => !publishedOnly || db.Posts.Any(post => post.ContentId == row.Id && post.PublishedAt != null))
            .Where(row => after == null || string.Compare(row.Id, after) < 0)
            .OrderByDescending(row => row.Id)
            .Take(size)
            .ToListAsync(cancellationToken);
    }

    private static async Task<Dictionary<string, Content>> DocumentsAsync(
        PublisherDb db,
        List<StoredContent> rows,
        CancellationToken cancellationToken
    )
    {
        var ids = rows.ConvertAll(row => row.Id);
        return await db
            .Revisions.Where(revision =>
                ids.Contains(revision.ContentId)
                && db.Contents.Any(content => content.Id == revision.ContentId && content.Revision == revision.Number)
            )
            .ToDictionaryAsync(revision => revision.ContentId, revision => revision.Content, cancellationToken);
    }

    private static string Like(string tag)
    {
        var text = JsonSerializer.Serialize(tag, PostsJson.Options);
        return $"%{text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";
    }
}

using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>Which uploads somebody may see: all of them, or their own and those that a content on their channels shows.</summary>
/// <param name="Person">Alias.</param>
/// <param name="Channels">Ids of the only channels they see; null: all.</param>
public sealed record MediaSight(string Person, IReadOnlyList<string>? Channels)
{
    /// <summary>The medium; null when there is none for them.</summary>
    public async Task<StoredMedia?> FindAsync(PublisherDb db, string id, CancellationToken cancellationToken) =>
        await db.Media.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } media
        && await SeesAsync(db, media, cancellationToken)
            ? media
            : null;

    /// <summary>Those of <paramref name="ids"/> that are media for them.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(PublisherDb db, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>();
        foreach (var media in await db.Media.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken))
        {
            if (await SeesAsync(db, media, cancellationToken))
            {
                known.Add(media.Id);
            }
        }

        return known;
    }

    private async Task<bool> SeesAsync(PublisherDb db, StoredMedia media, CancellationToken cancellationToken) =>
        Channels is null || media.CreatedBy == Person || await IsShownAsync(db, media.Id, Channels, cancellationToken);

    /// <summary>Who sees a content sees its earlier revisions too, so what those show counts as well.</summary>
    private static async Task<bool> IsShownAsync(
        PublisherDb db,
        string id,
        IReadOnlyList<string> channels,
        CancellationToken cancellationToken
    )
    {
        // The words of a piece may hold an id as well: only its media count.
        var revisions = await UploadScrub.Mentioning(db, id).AsNoTracking().ToListAsync(cancellationToken);
        var contents = revisions
            .Where(revision => revision.Content.Media.Any(media => media.Id == id))
            .Select(revision => revision.ContentId)
            .Distinct()
            .ToList();
        var current =
            from content in db.Contents
            join revision in db.Revisions
                on new { Id = content.Id, Number = content.Revision } equals new { Id = revision.ContentId, revision.Number }
            where contents.Contains(content.Id)
            select revision.Content;
        var shown = contents.Count == 0 ? [] : await current.ToListAsync(cancellationToken);
        return shown.Exists(content => content.Channels.Count == 0 || content.Channels.Any(channels.Contains));
    }
}

using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>Media that somebody has covered, so that their plain files are for those who work on pieces and for nobody else.</summary>
public static class Uncovered
{
    /// <summary>A covered copy was made of it, or some revision of a piece covers parts of it.</summary>
    public static async Task<bool> IsSensitiveAsync(PublisherDb db, string mediaId, CancellationToken cancellationToken) =>
        await db.Media.AnyAsync(row => row.CoverOf == mediaId, cancellationToken)
        || (await UploadScrub.Mentioning(db, mediaId).AsNoTracking().ToListAsync(cancellationToken)).Exists(revision =>
            revision.Content.Media.Any(media => media.Id == mediaId && media.Covers is { Count: > 0 })
        );

    /// <summary>
    /// It was rendered from an earlier revision that shows such a medium without covers. What goes out as the piece stands now is for
    /// everybody to see who sees the piece: they approve it.
    /// </summary>
    public static async Task<bool> ShowsAsync(PublisherDb db, StoredVariant variant, CancellationToken cancellationToken)
    {
        if (
            !variant.Superseded
            && await db.Contents.AnyAsync(row => row.Id == variant.ContentId && row.Revision == variant.Revision, cancellationToken)
        )
        {
            return false;
        }

        var revision = await db
            .Revisions.AsNoTracking()
            .FirstOrDefaultAsync(row => row.ContentId == variant.ContentId && row.Number == variant.Revision, cancellationToken);
        foreach (var media in (revision?.Content.Media ?? []).Where(media => media.Covers is not { Count: > 0 }))
        {
            if (await IsSensitiveAsync(db, media.Id, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A medium in it was destroyed: what was made of it may not be seen any more, whatever else it shows.</summary>
    public static async Task<bool> IsGoneAsync(PublisherDb db, StoredVariant variant, CancellationToken cancellationToken)
    {
        var revision = await db
            .Revisions.AsNoTracking()
            .FirstOrDefaultAsync(row => row.ContentId == variant.ContentId && row.Number == variant.Revision, cancellationToken);
        var shown = revision?.Content.Media.Select(media => media.Id).Distinct().ToList() ?? [];
        return shown.Count > 0 && await db.Media.CountAsync(row => shown.Contains(row.Id), cancellationToken) < shown.Count;
    }
}

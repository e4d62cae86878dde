using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>Whether a file of the media store is still needed by something.</summary>
internal static class FileNeeds
{
    /// <param name="name">As the media store calls it.</param>
    public static async Task<bool> IsNeededAsync(PublisherDb db, string name, CancellationToken cancellationToken) =>
        await db.Media.AnyAsync(row => row.Sha256 == name, cancellationToken)
        || await db.Originals.AnyAsync(row => row.Name == name, cancellationToken)
        || await IsShownAsync(db, name, cancellationToken);

    /// <summary>
    /// It shows a medium that is no longer there. What such a variant was made of may not be seen any more, whatever else it shows.
    /// </summary>
    public static async Task<bool> ShowsGoneMediumAsync(PublisherDb db, StoredVariant variant, CancellationToken cancellationToken)
    {
        var revision = await db
            .Revisions.AsNoTracking()
            .FirstOrDefaultAsync(row => row.ContentId == variant.ContentId && row.Number == variant.Revision, cancellationToken);
        var shown = revision?.Content.Media.Select(media => media.Id).Distinct().ToList() ?? [];
        return shown.Count > 0 && await db.Media.CountAsync(row => shown.Contains(row.Id), cancellationToken) < shown.Count;
    }

    private static async Task<bool> IsShownAsync(PublisherDb db, string sha256, CancellationToken cancellationToken)
    {
        var mention = $"%\"{sha256}\"%";
        var variants = await db
            .Variants.FromSql($"SELECT * FROM variants WHERE document LIKE {mention}")
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        foreach (var variant in variants)
        {
            if (!await ShowsGoneMediumAsync(db, variant, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }
}

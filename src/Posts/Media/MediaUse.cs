using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>Where a medium is shown: now, in earlier revisions, and by what was rendered from either.</summary>
/// <param name="Showing">Contents whose current revision shows it, save those that were taken down.</param>
/// <param name="Channels">Ids of the channels of any content that shows it or did.</param>
/// <param name="Posts">Those bound to a variant with files that was made from it.</param>
/// <param name="Variants">Ids of all such variants.</param>
/// <param name="Files">Names of the files of all such variants.</param>
internal sealed record MediaUse(
    IReadOnlyList<StoredContent> Showing,
    IReadOnlySet<string> Channels,
    IReadOnlyList<Post> Posts,
    IReadOnlyList<string> Variants,
    IReadOnlyList<string> Files
)
{
    public static async Task<MediaUse> FindAsync(WriteScope scope, string mediaId, CancellationToken cancellationToken)
    {
        // The words of a piece may hold an id as well: only its media count.
        var revisions = (await UploadScrub.Mentioning(scope.Db, mediaId).AsNoTracking().ToListAsync(cancellationToken)).FindAll(revision =>
            revision.Content.Media.Any(media => media.Id == mediaId)
        );
        var contentIds = revisions.Select(revision => revision.ContentId).Distinct().ToList();
        var contents = await scope.Db.Contents.Where(row => contentIds.Contains(row.Id)).ToListAsync(cancellationToken);
        var showing = contents.FindAll(content =>
            content.State is not ContentState.TakenDown
            && revisions.Exists(revision => revision.ContentId == content.Id && revision.Number == content.Revision)
        );
        var made = (
            await scope.Db.Variants.AsNoTracking().Where(row => contentIds.Contains(row.ContentId)).ToListAsync(cancellationToken)
        ).FindAll(variant =>
            variant.Document is { } document
            && document.Parts.Any(part => part.Files.Count > 0)
            && revisions.Exists(revision => revision.ContentId == variant.ContentId && revision.Number == variant.Revision)
        );
        var variantIds = made.ConvertAll(variant => variant.Id);
        var posts = await scope
            .Db.Posts.Include(post => post.Parts)
            .Where(post => variantIds.Contains(post.VariantId))
            .ToListAsync(cancellationToken);
        return new MediaUse(
            showing,
            revisions.SelectMany(revision => revision.Content.Channels).ToHashSet(),
            posts,
            variantIds,
            [.. made.SelectMany(variant => variant.Document!.Parts).SelectMany(part => part.Files).Select(file => file.Sha256).Distinct()]
        );
    }
}

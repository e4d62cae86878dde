using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>Lasting addresses of pictures inside what is published. They end with the takedown of the post or its content.</summary>
public sealed class PublicFiles(Store store, IOptions<PublicOptions> options)
{
    /// <summary>The address of a file that the post is about to show. It answers from now on, unless the content is taken down.</summary>
    /// <exception cref="InvalidOperationException">Public:BaseUrl is not set.</exception>
    public async Task<Uri> OfferAsync(string postId, VariantFile file, CancellationToken cancellationToken)
    {
        var address =
            options.Value.BaseUrl
            ?? throw new InvalidOperationException("Public:BaseUrl must be set: readers fetch the pictures of a page from there.");
        await store.WriteAsync(scope => AddAsync(scope, postId, file, cancellationToken), cancellationToken);
        return new Uri(address, $"/p/{file.Sha256}");
    }

    /// <summary>The file if something that is out, or is just going out, shows it. What is being taken down no longer counts.</summary>
    public async Task<PublicFile?> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var shown =
            from file in db.PublicFiles
            join post in db.Posts on file.PostId equals post.Id
            join content in db.Contents on file.ContentId equals content.Id
            where
                file.Sha256 == sha256
                && content.State != ContentState.TakenDown
                && post.RemovingSince == null
                && !post.RemoveWhenKnown
                && (post.State == PostState.Publishing || post.State == PostState.Uncertain || post.Parts.Any(part => part.Removal == null))
            select file;
        return await shown.FirstOrDefaultAsync(cancellationToken);
    }

    public static Task ForgetContentAsync(WriteScope scope, string contentId, CancellationToken cancellationToken) =>
        scope.Db.PublicFiles.Where(file => file.ContentId == contentId).ExecuteDeleteAsync(cancellationToken);

    public static Task ForgetPostAsync(WriteScope scope, string postId, CancellationToken cancellationToken) =>
        scope.Db.PublicFiles.Where(file => file.PostId == postId).ExecuteDeleteAsync(cancellationToken);

    private static async Task AddAsync(WriteScope scope, string postId, VariantFile file, CancellationToken cancellationToken)
    {
        var contentId = await scope.Db.Posts.Where(post => post.Id == postId).Select(post => post.ContentId).SingleAsync(cancellationToken);
        var isGone = await scope.Db.Contents.AnyAsync(
            content => content.Id == contentId && content.State == ContentState.TakenDown,
            cancellationToken
        );
        if (!isGone && await scope.Db.PublicFiles.FindAsync([file.Sha256, postId], cancellationToken) is null)
        {
            scope.Db.PublicFiles.Add(
                new PublicFile
                {
                    Sha256 = file.Sha256,
                    MediaType = file.MediaType,
                    ContentId = contentId,
                    PostId = postId,
                }
            );
        }
    }
}

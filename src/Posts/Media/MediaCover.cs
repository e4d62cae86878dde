using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>
/// Keeps a covered picture as a new medium. When that is final, the old one goes in the same transaction: its row and its original, the
/// pieces that show it move to the new one, and every file that shows it uncovered is scheduled for destruction.
/// </summary>
public sealed class MediaCover(Submission submission)
{
    /// <summary>Nobody knows what became of it, or it is on its way.</summary>
    private static readonly PostState[] UnderWay =
    [
        PostState.Publishing,
        PostState.Uncertain,
        PostState.NeedsAttention,
        PostState.HandedOver,
        PostState.Removing,
    ];

    /// <param name="covered">Its file is in the store.</param>
    public async Task<CoverResult> KeepAsync(
        WriteScope scope,
        StoredMedia old,
        ScrubResult.Clean covered,
        bool isFinal,
        MediaSight sight,
        CancellationToken cancellationToken
    )
    {
        if (!isFinal)
        {
            return new CoverResult.Made(UploadScrub.Keep(scope, covered, sight.Person, old.Id));
        }

        var use = await MediaUse.FindAsync(scope, old.Id, cancellationToken);
        if (await ObjectionAsync(scope, old, use, sight, cancellationToken) is { } objection)
        {
            return objection;
        }

        var made = UploadScrub.Keep(scope, covered, sight.Person, old.Id);
        foreach (var content in use.Showing)
        {
            await submission.ReplaceMediumAsync(scope, content, old.Id, made.Id, sight.Person, cancellationToken);
        }

        await ForgetAsync(scope, old, use, cancellationToken);
        return new CoverResult.Made(made);
    }

    private static async Task<CoverResult?> ObjectionAsync(
        WriteScope scope,
        StoredMedia old,
        MediaUse use,
        MediaSight sight,
        CancellationToken cancellationToken
    )
    {
        if (sight.Channels is { } seen && use.Channels.Any(channel => !seen.Contains(channel)))
        {
            return new CoverResult.BeyondSight();
        }

        var logos = await ChannelSetup.WithLogoAsync(scope.Db, old.Id, cancellationToken);
        var posts = use.Posts.Where(post => IsOut(post, scope.Now)).ToList();
        return logos.Count == 0 && posts.Count == 0
            ? null
            : new CoverResult.InUse(
                [.. posts.Select(post => post.ContentId).Distinct().Order(StringComparer.Ordinal)],
                [.. posts.Select(post => post.Id).Order(StringComparer.Ordinal)],
                [.. logos.Where(channel => sight.Channels?.Contains(channel) is not false)]
            );
    }

    /// <summary>What was taken down as far as its network allows counts no more, though it may be for a person to finish.</summary>
    private static bool IsOut(Post post, DateTimeOffset now) =>
        UnderWay.Contains(post.State) || post.HasVisiblePart || (post.State is PostState.Scheduled && post.IsLeased(now));

    private async Task ForgetAsync(WriteScope scope, StoredMedia old, MediaUse use, CancellationToken cancellationToken)
    {
        scope.Db.Media.Remove(old);
        await Originals.ForgetAsync(scope, old.Id, cancellationToken);
        foreach (var post in use.Posts)
        {
            await PublicFiles.ForgetPostAsync(scope, post.Id, cancellationToken);
        }

        List<string> names = [old.Sha256, .. use.Files];
        await scope
            .Db.MediaLinks.Where(link => names.Contains(link.Sha256))
            .ExecuteUpdateAsync(link => link.SetProperty(row => row.Revoked, true), cancellationToken);
        scope.Destroys(old.Sha256);
        await ReplacedVariants.LetGoAsync(
            scope,
            scope.Db.Variants.Where(variant => use.Variants.Contains(variant.Id)).Select(variant => variant.Id),
            cancellationToken
        );
    }
}

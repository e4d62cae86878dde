using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>Takes uploads in: only what has been scrubbed reaches the media store.</summary>
public sealed class UploadScrub(Scrubber scrubber, MediaStore files, FileHolds holds, MediaPurge purge, Originals originals) : IDisposable
{
    /// <summary>Decoding takes a core each; more at once would only make everybody wait.</summary>
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);

    public async Task<ScrubbedUpload> ScrubAsync(Stream upload, CancellationToken cancellationToken)
    {
        OriginalCopy? original = null;
        var isKept = false;
        await _cores.WaitAsync(cancellationToken);
        try
        {
            original = originals.Begin(upload);
            var result = await scrubber.ScrubAsync(original?.Upload ?? upload, cancellationToken);
            isKept = result is ScrubResult.Clean;
            return new ScrubbedUpload(result, isKept ? original : null);
        }
        finally
        {
            _cores.Release();
            if (!isKept && original is not null)
            {
                await original.DisposeAsync();
            }
        }
    }

    /// <summary>Puts the clean file into the media store and runs <paramref name="commit"/>, which writes its row.</summary>
    /// <param name="original">Put as well, if one is to be kept.</param>
    public async Task<T> StoreAsync<T>(
        ScrubResult.Clean clean,
        OriginalCopy? original,
        Func<Task<T>> commit,
        CancellationToken cancellationToken
    )
    {
        string[] names = original is null ? [clean.Sha256] : [clean.Sha256, original.Name];
        await using var held = await holds.HoldAsync(names, cancellationToken);
        if (original is not null)
        {
            await originals.PutAsync(original, cancellationToken);
        }

        clean.Content.Position = 0;
        await files.PutAsync(clean.Sha256, clean.Content, clean.MediaType, cancellationToken);
        Checkpoint.Pass("upload-stored");
        return await commit();
    }

    /// <param name="coverOf">Id of the medium that it is a covered copy of.</param>
    public static StoredMedia Keep(WriteScope scope, ScrubResult.Clean clean, string person, string? coverOf = null)
    {
        var media = new StoredMedia
        {
            Id = scope.NewId("m_"),
            Kind = clean.Kind is Channels.Imaging.MediaKind.Video ? MediaKind.Video : MediaKind.Image,
            MediaType = clean.MediaType,
            Width = clean.Width,
            Height = clean.Height,
            Bytes = clean.Bytes,
            Sha256 = clean.Sha256,
            Removed = clean.Removed,
            Rotated = clean.Rotated,
            CoverOf = coverOf,
            CreatedBy = person,
            CreatedAt = scope.Now,
        };
        scope.Db.Media.Add(media);
        scope.Tell(EventTypes.MediaScrubbed, new { mediaId = media.Id, kind = media.Kind });
        return media;
    }

    /// <summary>Writes the rows of an upload and of its original.</summary>
    public StoredMedia Keep(WriteScope scope, ScrubResult.Clean clean, OriginalCopy? original, string person)
    {
        var media = Keep(scope, clean, person);
        if (original is not null)
        {
            originals.Keep(scope, original, media.Id);
        }

        return media;
    }

    public static void Reject(WriteScope scope, Problem problem) => scope.Tell(EventTypes.MediaRejected, new { code = problem.Code });

    /// <summary>Some revision of a content shows it.</summary>
    public static Task<bool> IsUsedAsync(WriteScope scope, string id, CancellationToken cancellationToken) =>
        Mentioning(scope.Db, id).Select(revision => revision.ContentId).AnyAsync(cancellationToken);

    /// <summary>The picture under numbered lines.</summary>
    /// <param name="cells">As <see cref="PictureGrid"/> takes them.</param>
    public async Task<RenderedFile> DrawGridAsync(StoredMedia media, int cells, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(media, cancellationToken);
        await _cores.WaitAsync(cancellationToken);
        try
        {
            return PictureGrid.Draw(bytes, cells);
        }
        finally
        {
            _cores.Release();
        }
    }

    /// <summary>The picture with its boxes painted over for good; what had been removed from the upload is still said of it.</summary>
    /// <exception cref="FileNotFoundException">Its file is gone.</exception>
    public async Task<ScrubResult.Clean> CoverAsync(StoredMedia media, IReadOnlyList<CoverBox> boxes, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(media, cancellationToken);
        await _cores.WaitAsync(cancellationToken);
        try
        {
            var covered = await Task.Run(() => PictureCover.Bake(bytes, boxes), cancellationToken);
            return covered with { Removed = media.Removed, Rotated = media.Rotated };
        }
        finally
        {
            _cores.Release();
        }
    }

    private async Task<byte[]> ReadAsync(StoredMedia media, CancellationToken cancellationToken)
    {
        await using var file = await files.OpenAsync(media.Sha256, cancellationToken);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>Revisions whose document holds the id as a whole string.</summary>
    internal static IQueryable<Revision> Mentioning(PublisherDb db, string id)
    {
        var mention = $"%\"{id}\"%";
        return db.Revisions.FromSql($"SELECT * FROM revisions WHERE document LIKE {mention}");
    }

    /// <summary>
    /// Destroys the file of a medium that was deleted and doomed, unless another row names the same pixels. If the store is away the medium
    /// comes back: nobody may believe a file destroyed that is not.
    /// </summary>
    /// <exception cref="MediaUnavailableException">It is still there, and may be deleted again.</exception>
    public async Task DestroyAsync(Store store, StoredMedia deleted, CancellationToken cancellationToken)
    {
        try
        {
            await purge.DestroyAsync(deleted.Sha256, cancellationToken);
        }
        catch (MediaUnavailableException)
        {
            await store.WriteAsync(scope => Task.FromResult(scope.Db.Media.Add(deleted)), cancellationToken);
            throw;
        }
    }

    public void Dispose() => _cores.Dispose();
}

using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>
/// Uploads as they came, when <c>Retention:OriginalsDays</c> wishes it: encrypted before they touch a disk, each with a key of its own.
/// No route leads to them; a command on the machine gives one back.
/// </summary>
public sealed class Originals(Store store, MediaStore files, Secrets secrets, DataDirectory directory, IOptions<RetentionOptions> options)
{
    /// <summary>Who acts at the machine itself.</summary>
    public const string Console = "console";

    /// <summary>Begins to copy what will be read; null when none are kept.</summary>
    public OriginalCopy? Begin(Stream upload) => options.Value.OriginalsDays > 0 ? OriginalCopy.Of(upload, directory) : null;

    /// <summary>
    /// Puts the encrypted file into the media store. Its name is to be held until the row is written; it is doomed first, as one that never
    /// gets its row must not stay.
    /// </summary>
    public async Task PutAsync(OriginalCopy copy, CancellationToken cancellationToken)
    {
        await store.WriteAsync(
            scope =>
            {
                scope.Destroys(copy.Name);
                return Task.CompletedTask;
            },
            cancellationToken
        );
        await files.PutAsync(copy.Name, await copy.FinishAsync(cancellationToken), "application/octet-stream", cancellationToken);
    }

    /// <summary>Writes the row that makes it readable.</summary>
    public void Keep(WriteScope scope, OriginalCopy copy, string mediaId) =>
        scope.Db.Originals.Add(
            new KeptOriginal
            {
                MediaId = mediaId,
                Name = copy.Name,
                Key = Protect(mediaId, copy.Key),
                Bytes = copy.Bytes,
                KeptAt = scope.Now,
            }
        );

    /// <summary>Destroys the key of a medium's original, if one is kept, and schedules its file.</summary>
    public static async Task ForgetAsync(WriteScope scope, string mediaId, CancellationToken cancellationToken)
    {
        if (await scope.Db.Originals.FindAsync([mediaId], cancellationToken) is { } kept)
        {
            scope.Db.Originals.Remove(kept);
            scope.Destroys(kept.Name);
        }
    }

    /// <summary>Those that are kept now, the oldest first, each with the moment it is destroyed.</summary>
    public async Task<IReadOnlyList<(KeptOriginal Original, DateTimeOffset Until)>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var kept = await db.Originals.OrderBy(row => row.KeptAt).ThenBy(row => row.MediaId).ToListAsync(cancellationToken);
        return [.. kept.Select(row => (row, row.KeptAt.AddDays(options.Value.OriginalsDays)))];
    }

    /// <summary>Writes one to a new file that its owner alone reads. Audited before a byte is given.</summary>
    /// <exception cref="InvalidOperationException">None is kept, or it cannot be read; nothing is left at <paramref name="path"/>.</exception>
    /// <exception cref="IOException">There is a file already.</exception>
    public async Task GetAsync(string mediaId, string path, CancellationToken cancellationToken)
    {
        await using var target = Backup.OwnerOnly(path);
        try
        {
            var kept = await FindAsync(mediaId, cancellationToken);
            var key = Unprotect(kept);
            await store.WriteAsync(
                scope =>
                {
                    scope.Actor = Console;
                    scope.Audit("original.get", mediaId);
                    return Task.CompletedTask;
                },
                cancellationToken
            );
            await DecryptAsync(kept, key, target, cancellationToken);
            target.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private async Task<KeptOriginal> FindAsync(string mediaId, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db.Originals.FirstOrDefaultAsync(row => row.MediaId == mediaId, cancellationToken)
            ?? throw new InvalidOperationException(
                $"No original of {mediaId} is kept; `originals list` names those that are. Retention:OriginalsDays is {options.Value.OriginalsDays}."
            );
    }

    private async Task DecryptAsync(KeptOriginal kept, byte[] key, Stream target, CancellationToken cancellationToken)
    {
        try
        {
            using var cipher = new ChunkCipher(key);
            await using var source = await files.OpenAsync(kept.Name, cancellationToken);
            await cipher.OpenAsync(source, target, cancellationToken);
        }
        catch (Exception exception) when (exception is CryptographicException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidOperationException(
                $"The original of {kept.MediaId} cannot be read: its file is gone or was changed.",
                exception
            );
        }
    }

    private string Protect(string mediaId, byte[] key) => secrets.Protect("originals", "key", mediaId, Convert.ToBase64String(key));

    private byte[] Unprotect(KeptOriginal kept)
    {
        try
        {
            return Convert.FromBase64String(secrets.Unprotect("originals", "key", kept.MediaId, kept.Key));
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOperationException(
                $"The original of {kept.MediaId} cannot be read: the key ring is not the one it was encrypted with.",
                exception
            );
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>
/// Destroys the files on the list of <see cref="DoomedFile"/>. The file goes first and its entry after it, so that whoever comes after a
/// crash goes on; a file that some row names is let live.
/// </summary>
public sealed class MediaPurge(Store store, MediaStore files, FileHolds holds, TimeProvider time)
{
    private const int Most = 200;
    private const int MostTries = 100;

    /// <summary>After so many the store is taken to be away.</summary>
    private const int MostFaults = 5;

    /// <summary>Works through the list.</summary>
    /// <returns>False when some file is held by somebody and must be tried again.</returns>
    /// <exception cref="MediaUnavailableException">The rest stays on the list.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var isDone = true;
        for (var after = ""; await NextAsync(after, cancellationToken) is [.., var last] batch; after = last.Id)
        {
            isDone &= await DestroyAsync(batch, cancellationToken);
        }

        return isDone;
    }

    /// <summary>Destroys one file of the list at once, unless a row names it. Waits for those who hold it; what is held for long is left to the loop.</summary>
    /// <exception cref="MediaUnavailableException">It is still there.</exception>
    public async Task DestroyAsync(string sha256, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var freed = holds.Freed;
            if (await DestroyAsync(await EntriesOfAsync(sha256, cancellationToken), cancellationToken))
            {
                return;
            }

            await freed.OrAfterAsync(TimeSpan.FromSeconds(1), time, cancellationToken);
        }
    }

    /// <summary>Those of the names that some row holds.</summary>
    internal async Task<IReadOnlySet<string>> WantedAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var rows = db
            .Media.Where(row => names.Contains(row.Sha256))
            .Select(row => row.Sha256)
            .Concat(db.VariantFiles.Where(row => names.Contains(row.Sha256)).Select(row => row.Sha256))
            .Concat(db.Originals.Where(row => names.Contains(row.Name)).Select(row => row.Name))
            .Concat(db.PublicFiles.Where(row => names.Contains(row.Sha256)).Select(row => row.Sha256));
        return await rows.ToHashSetAsync(cancellationToken);
    }

    private async Task<List<DoomedFile>> EntriesOfAsync(string sha256, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db.DoomedFiles.Where(row => row.Sha256 == sha256).ToListAsync(cancellationToken);
    }

    private async Task<List<DoomedFile>> NextAsync(string after, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db
            .DoomedFiles.Where(row => string.Compare(row.Id, after) > 0)
            .OrderBy(row => row.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
    }

    private async Task<bool> DestroyAsync(List<DoomedFile> doomed, CancellationToken cancellationToken)
    {
        // Nobody can name a file anew while its name is taken, so what is not wanted now will not be when it is gone.
        await using var taken = await holds.TakeAsync(doomed.Select(row => row.Sha256), cancellationToken);
        var wanted = await WantedAsync(taken.Names, cancellationToken);
        var stay = new Dictionary<string, MediaUnavailableException>();
        foreach (var name in taken.Names.Where(name => !wanted.Contains(name)))
        {
            try
            {
                await files.DeleteAsync(name, cancellationToken);
                Checkpoint.Pass("file-destroyed");
            }
            catch (MediaUnavailableException fault) when (stay.Count < MostFaults)
            {
                stay[name] = fault; // one that cannot be destroyed keeps no other
            }
        }

        var done = doomed.Where(row => taken.Names.Contains(row.Sha256) && !stay.ContainsKey(row.Sha256)).Select(row => row.Id).ToList();
        if (done.Count > 0)
        {
            await store.WriteAsync(
                scope => scope.Db.DoomedFiles.Where(row => done.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken),
                cancellationToken
            );
        }

        return stay.Count == 0 ? done.Count == doomed.Count : throw stay.Values.First();
    }
}

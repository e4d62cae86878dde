using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>Compares the store with the rows, for files that a process which died had put and nobody names.</summary>
public sealed class OrphanSearch(Store store, MediaStore files, MediaPurge purge, TimeProvider time)
{
    /// <summary>What is younger may belong to a row that is about to be committed.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromHours(1);

    /// <summary>Puts what nobody names on the list of what is to be destroyed.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="MediaUnavailableException">The rest is looked through another time.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var found = 0;
        await foreach (var page in files.ListAsync(cancellationToken))
        {
            var oldest = time.GetUtcNow() - Grace;
            var old = page.Where(file => file.At < oldest).Select(file => file.Sha256).ToList();
            var wanted = old.Count == 0 ? new HashSet<string>() : await purge.WantedAsync(old, cancellationToken);
            var orphans = old.Where(name => !wanted.Contains(name)).ToList();
            if (orphans.Count > 0)
            {
                await store.WriteAsync(
                    scope =>
                    {
                        scope.Destroys([.. orphans]);
                        return Task.CompletedTask;
                    },
                    cancellationToken
                );
            }

            found += orphans.Count;
        }

        return found;
    }
}

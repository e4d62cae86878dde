using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Keys;

/// <summary>Keys of the service's own: made at first need, encrypted in the database, the same on every node and after a restart.</summary>
public sealed class KeptKeys(Store store, Secrets secrets)
{
    private const int MostRuns = 4;
    private readonly ConcurrentDictionary<string, byte[]> _known = new();

    /// <summary>The key of a purpose. A lost key ring costs what was signed with the old key: another one is made.</summary>
    /// <param name="make">Called when there is none that can be read.</param>
    public async ValueTask<byte[]> CurrentAsync(string purpose, Func<byte[]> make, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(purpose, out var known))
        {
            return known;
        }

        for (var run = 1; ; run++)
        {
            var last = await LastAsync(purpose, cancellationToken);
            if (last?.Read(secrets) is { } key)
            {
                return _known.GetOrAdd(purpose, key);
            }

            try
            {
                await AddAsync(purpose, (last?.Number ?? 0) + 1, make(), cancellationToken);
            }
            catch (DbUpdateException) when (run < MostRuns)
            {
                // Another request or node made it first; it is read in the next round.
            }
        }
    }

    private async Task<KeptKey?> LastAsync(string purpose, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db
            .KeptKeys.Where(row => row.Purpose == purpose)
            .OrderByDescending(row => row.Number)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private Task AddAsync(string purpose, int number, byte[] key, CancellationToken cancellationToken) =>
        store.WriteAsync(
            scope => Task.FromResult(scope.Db.KeptKeys.Add(KeptKey.Of(purpose, number, key, secrets, scope.Now))),
            WriteTurn.First,
            cancellationToken
        );
}

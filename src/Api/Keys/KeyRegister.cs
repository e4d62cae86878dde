using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Keys;
using Publisher.Posts.Storage;

namespace Publisher.Api.Keys;

/// <summary>Finds keys by their hash and remembers them for a second, so that a revocation anywhere counts within that time.</summary>
internal sealed class KeyRegister(Store store, TimeProvider time)
{
    private static readonly TimeSpan _life = TimeSpan.FromSeconds(1);
    private const int MostRemembered = 10_000;
    private readonly ConcurrentDictionary<string, Entry> _entries = new();

    /// <summary>Null when there is no such key, or it is revoked or expired.</summary>
    public async ValueTask<ApiKey?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (text.Length is < 32 or > 200 || ApiKeyText.IsMistyped(text))
        {
            return null;
        }

        var hash = Digest.Of(text);
        var key =
            _entries.TryGetValue(hash, out var entry) && time.GetElapsedTime(entry.ReadAt) < _life
                ? entry.Key
                : await ReadAsync(hash, cancellationToken);
        return key is null || key.State is ApiKeyState.Revoked || key.ExpiresAt <= time.GetUtcNow() ? null : key;
    }

    /// <summary>Call after a commit that changed the key.</summary>
    public void Forget(string hash) => _entries.TryRemove(hash, out _);

    private async Task<ApiKey?> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        // Guesses must not fill the memory.
        if (_entries.Count >= MostRemembered)
        {
            _entries.Clear();
        }

        var readAt = time.GetTimestamp();
        await using var db = store.Read();
        var key = await db.ApiKeys.FirstOrDefaultAsync(row => row.Hash == hash, cancellationToken);
        _entries[hash] = new Entry(key, readAt);
        return key;
    }

    private sealed record Entry(ApiKey? Key, long ReadAt);
}

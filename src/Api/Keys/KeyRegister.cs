using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Keys;
using Publisher.Posts.Storage;

namespace Publisher.Api.Keys;

/// <summary>Finds keys by their hash and remembers them for a second, so that a revocation anywhere counts within that time.</summary>
internal sealed class KeyRegister(Store store, IdentityTokens tokens, TimeProvider time)
{
    private static readonly TimeSpan _life = TimeSpan.FromSeconds(1);
    private const int MostRemembered = 10_000;
    private readonly ConcurrentDictionary<string, Entry> _entries = new();

    /// <summary>The key, or the one that is bound to whom a token stands for; null when there is none, or it is revoked or expired.</summary>
    /// <exception cref="IdentityUnavailableException">It is a token, and its provider's keys cannot be read.</exception>
    public async ValueTask<ApiKey?> FindAsync(string text, CancellationToken cancellationToken)
    {
        var hash =
            IdentityTokens.IsToken(text) ? await tokens.ReadAsync(text, cancellationToken)
            : text.Length is < 32 or > 200 || ApiKeyText.IsMistyped(text) ? null
            : Digest.Of(text);
        if (hash is null)
        {
            return null;
        }

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

using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Keys;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Safety;

/// <summary>
/// The keys of the chain: made at the first act, encrypted with the key ring, remembered in this process. When the ring was lost, what was
/// written with its key can no longer be checked, and the next act begins a new one.
/// </summary>
public sealed class AuditKeys(Secrets secrets)
{
    private const string Purpose = "audit";
    private volatile Secret? _current;

    /// <summary>The key to go on with. Makes one in this transaction when there is none that can be read.</summary>
    internal async Task<Secret> CurrentAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        if (_current is { } known)
        {
            return known;
        }

        var last = await Of(scope.Db).OrderByDescending(key => key.Number).FirstOrDefaultAsync(cancellationToken);
        if (last?.Read(secrets) is { } read)
        {
            return _current = new Secret(last.Number, read);
        }

        var made = new Secret((last?.Number ?? 0) + 1, RandomNumberGenerator.GetBytes(32));
        scope.Db.KeptKeys.Add(KeptKey.Of(Purpose, made.Number, made.Key, secrets, scope.Now));
        scope.AfterCommit(() => _current = made);
        return made;
    }

    /// <summary>All keys by number; null for one that the key ring cannot read any more.</summary>
    internal async Task<IReadOnlyDictionary<int, byte[]?>> AllAsync(PublisherDb db, CancellationToken cancellationToken) =>
        (await Of(db).ToListAsync(cancellationToken)).ToDictionary(key => key.Number, key => key.Read(secrets));

    private static IQueryable<KeptKey> Of(PublisherDb db) => db.KeptKeys.Where(key => key.Purpose == Purpose);

    internal sealed record Secret(int Number, byte[] Key);
}

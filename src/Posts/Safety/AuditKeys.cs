using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Safety;

/// <summary>The keys of the chain: made at the first act, encrypted with the key ring, remembered in this process.</summary>
public sealed class AuditKeys(Secrets secrets)
{
    private volatile Secret? _current;

    /// <summary>The key to go on with. Makes one in this transaction when there is none that can be read.</summary>
    internal async Task<Secret> CurrentAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        if (_current is { } known)
        {
            return known;
        }

        var last = await scope.Db.AuditKeys.OrderByDescending(key => key.Number).FirstOrDefaultAsync(cancellationToken);
        if (last is not null && Read(last) is { } read)
        {
            return _current = new Secret(last.Number, read);
        }

        var made = new Secret((last?.Number ?? 0) + 1, RandomNumberGenerator.GetBytes(32));
        scope.Db.AuditKeys.Add(
            new AuditKey
            {
                Number = made.Number,
                Cipher = secrets.Protect("audit_keys", "cipher", Row(made.Number), Convert.ToBase64String(made.Key)),
                At = scope.Now,
            }
        );
        scope.AfterCommit(() => _current = made);
        return made;
    }

    /// <summary>All keys by number; null for one that the key ring cannot read any more.</summary>
    internal async Task<IReadOnlyDictionary<int, byte[]?>> AllAsync(PublisherDb db, CancellationToken cancellationToken) =>
        (await db.AuditKeys.ToListAsync(cancellationToken)).ToDictionary(key => key.Number, Read);

    private byte[]? Read(AuditKey key)
    {
        try
        {
            return Convert.FromBase64String(secrets.Unprotect("audit_keys", "cipher", Row(key.Number), key.Cipher));
        }
        catch (CryptographicException)
        {
            return null; // the ring was lost: what was written with it can no longer be checked, and the next act begins a new key
        }
    }

    private static string Row(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal sealed record Secret(int Number, byte[] Key);
}

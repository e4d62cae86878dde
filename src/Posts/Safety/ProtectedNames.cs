using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Safety;

/// <summary>The list of what must not be published, and the guard that is made of it.</summary>
public sealed class ProtectedNames(Secrets secrets)
{
    /// <summary>More would make every check slow.</summary>
    public const int Most = 10_000;

    private volatile LoadedGuard? _loaded;

    public async Task<StoredName> AddAsync(
        WriteScope scope,
        ProtectedKind kind,
        string name,
        IReadOnlyList<string> aliases,
        string label,
        string person,
        CancellationToken cancellationToken
    )
    {
        var id = scope.NewId("pn_");
        var stored = new StoredName
        {
            Id = id,
            Kind = kind,
            Label = label,
            Cipher = secrets.Protect("protected_names", "cipher", id, PostsJson.Write(new Words(name, aliases))),
            CreatedBy = person,
            CreatedAt = scope.Now,
        };
        scope.Db.ProtectedNames.Add(stored);
        await ChangeAsync(scope, 1, cancellationToken);
        return stored;
    }

    public async Task RemoveAsync(WriteScope scope, StoredName name, CancellationToken cancellationToken)
    {
        scope.Db.ProtectedNames.Remove(name);
        scope.Destroys();
        await ChangeAsync(scope, -1, cancellationToken);
    }

    /// <summary>The version of the list, and how many entries it has.</summary>
    public static async Task<(long Version, int Count)> StateAsync(PublisherDb db, CancellationToken cancellationToken) =>
        await db.GuardLists.AsNoTracking().SingleOrDefaultAsync(list => list.Id == GuardList.Only, cancellationToken) is { } list
            ? (list.Version, list.Count)
            : (0, 0);

    /// <summary>The guard as the list stands.</summary>
    /// <exception cref="GuardUnavailableException">An entry cannot be decrypted.</exception>
    public async Task<LoadedGuard> LoadAsync(PublisherDb db, CancellationToken cancellationToken)
    {
        var (version, count) = await StateAsync(db, cancellationToken);
        if (_loaded is { } loaded && loaded.Version == version)
        {
            return loaded;
        }

        var rows = count == 0 ? [] : await db.ProtectedNames.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return _loaded = new LoadedGuard(version, LeakGuard.Of([.. rows.Select(Read)]));
    }

    private static async Task ChangeAsync(WriteScope scope, int more, CancellationToken cancellationToken)
    {
        if (await scope.Db.GuardLists.SingleOrDefaultAsync(row => row.Id == GuardList.Only, cancellationToken) is not { } list)
        {
            scope.Db.GuardLists.Add(list = new GuardList { Id = GuardList.Only });
        }

        (list.Version, list.Count) = (list.Version + 1, list.Count + more);
    }

    private ProtectedEntry Read(StoredName row)
    {
        try
        {
            var words = PostsJson.Read<Words>(secrets.Unprotect("protected_names", "cipher", row.Id, row.Cipher));
            return new ProtectedEntry(row.Id, row.Kind, words.Name, words.Aliases);
        }
        catch (CryptographicException unreadable)
        {
            throw new GuardUnavailableException(
                "The protected names cannot be read: the key ring is not the one they were encrypted with.",
                unreadable
            );
        }
    }

    private sealed record Words(string Name, IReadOnlyList<string> Aliases);
}

/// <summary>The guard of one version of the list.</summary>
public sealed record LoadedGuard(long Version, LeakGuard Guard);

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Publisher.Posts.Storage;

/// <summary>Makes the database ready: locks the directory, checks what durability rests on, applies migrations.</summary>
public sealed class StorageStart(
    Contexts contexts,
    IOptions<StorageOptions> options,
    IOptions<ClusterOptions> cluster,
    NodeClock clock,
    DataDirectory directory
) : IDisposable
{
    private DirectoryLock? _lock;

    /// <exception cref="InvalidOperationException">Settings, disk or library do not allow a safe start; the message says what to do.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (cluster.Value.Enabled && !options.Value.IsPostgres)
        {
            throw new InvalidOperationException("Cluster:Enabled needs Storage:Provider=postgres; SQLite serves one process.");
        }

        await clock.DemandAsync(cancellationToken);
        _lock ??= cluster.Value.Enabled ? null : DirectoryLock.Take(directory);
        await using var db = contexts.Create();
        if (!options.Value.IsPostgres)
        {
            await PrepareSqliteAsync(db, cancellationToken);
        }

        await RefuseNewerAsync(db, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    public void Dispose() => _lock?.Dispose();

    private static async Task RefuseNewerAsync(PublisherDb db, CancellationToken cancellationToken)
    {
        var unknown = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Except(db.Database.GetMigrations()).ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidOperationException(
                $"The database was written by a newer version of Publisher (it holds {unknown[^1]}); start that one, or restore the backup made before the upgrade."
            );
        }
    }

    private static async Task PrepareSqliteAsync(PublisherDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        SqliteSetup.Verify(db.Database.GetDbConnection());

        // A process that died while migrating leaves its lock row behind; the directory's lock says that nobody else is at it.
        await db.Database.ExecuteSqlRawAsync(
            """CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL)""",
            cancellationToken
        );
        await db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsLock" """, cancellationToken);
    }
}

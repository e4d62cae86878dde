using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Publisher.Posts.Storage;

/// <summary>
/// Wipes what deleted rows leave in the database's files. SQLite overwrites a deleted row at once (<c>secure_delete</c>), but older
/// copies of the page stay in the write-ahead log until that is emptied, and rows that were moved to another page leave a copy behind,
/// which only rewriting takes away. PostgreSQL overwrites nothing, so the tables are rewritten.
/// </summary>
public sealed class FreedSpace(Contexts contexts, WriteGate gate, IOptions<StorageOptions> options)
{
    /// <summary>For readers and other writers to get out of the way; nobody else writes meanwhile.</summary>
    private const int PatienceInMilliseconds = 300;

    /// <summary>For one table.</summary>
    private const int LongestInSeconds = 600;

    /// <summary>A rewritten database of at most this size is built in memory, a larger one in a temporary file.</summary>
    private const long MostInMemory = 64 << 20;

    private const string SqliteSize = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    private const string PostgresSize = "SELECT pg_database_size(current_database())";

    /// <summary>Held by the node that rewrites.</summary>
    private const long RewritingLock = 20265;

    /// <summary>Nothing is ever deleted from it.</summary>
    private const string OnlyGrows = "audit";

    /// <summary>Carries the log over into the database and cuts it to nothing. On PostgreSQL there is nothing to do: its log goes its own way.</summary>
    /// <returns>False when a reader was in the way; try again.</returns>
    public async Task<bool> EmptyLogAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsPostgres)
        {
            return true;
        }

        using (await gate.EnterAsync(WriteTurn.InLine, cancellationToken))
        {
            await using var db = contexts.Create();
            return await EmptyLogAsync(db, cancellationToken);
        }
    }

    /// <summary>How long rewriting may take, guessed from the size of the database: a slow disk writes it at 20 MB a second.</summary>
    public async Task<TimeSpan> RewritingTakesAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.Create();
        await db.Database.OpenConnectionAsync(cancellationToken);
        return TimeSpan.FromSeconds(await AskAsync(db, options.Value.IsPostgres ? PostgresSize : SqliteSize, cancellationToken) / 20e6);
    }

    /// <summary>Writes what is there into fresh pages, so that nothing of what was there remains. Writers wait meanwhile, so choose a quiet moment.</summary>
    /// <returns>False when somebody was in the way; try again.</returns>
    public async Task<bool> RewriteAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.Create();
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (options.Value.IsPostgres)
        {
            return await RewriteTablesAsync(db, cancellationToken);
        }

        using (await gate.EnterAsync(WriteTurn.InLine, cancellationToken))
        {
            var bytes = await AskAsync(db, SqliteSize, cancellationToken);
            var store = bytes > MostInMemory ? "FILE" : "MEMORY";
            await RunAsync(db, $"PRAGMA temp_store={store}; VACUUM; PRAGMA temp_store=MEMORY", cancellationToken);
            return await EmptyLogAsync(db, cancellationToken);
        }
    }

    private static async Task<bool> EmptyLogAsync(PublisherDb db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await RunAsync(db, $"PRAGMA busy_timeout={PatienceInMilliseconds}", cancellationToken); // set anew when the connection is next opened
        return await AskAsync(db, "PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken) == 0;
    }

    /// <summary>
    /// Each table is locked for as long as it is rewritten, and left alone when somebody has it for longer than a moment. Its statistics are made
    /// anew, as they hold samples of the values.
    /// </summary>
    private static async Task<bool> RewriteTablesAsync(PublisherDb db, CancellationToken cancellationToken)
    {
        if (await AskAsync(db, $"SELECT pg_try_advisory_lock({RewritingLock})::int", cancellationToken) == 0)
        {
            return true; // another node is at it
        }

        try
        {
            if (!await AreOldReadersGoneAsync(db, cancellationToken))
            {
                return false;
            }

            await RunAsync(db, $"SET lock_timeout = {PatienceInMilliseconds}", cancellationToken);
            foreach (var table in Tables(db))
            {
                await RunAsync(db, $"VACUUM (FULL, ANALYZE) \"{table}\"", cancellationToken);
            }

            return true;
        }
        catch (Npgsql.PostgresException inTheWay) when (inTheWay.SqlState is Npgsql.PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
        finally
        {
            await RunAsync(db, $"RESET lock_timeout; SELECT pg_advisory_unlock({RewritingLock})", CancellationToken.None);
        }
    }

    /// <summary>Rewriting keeps deleted rows that some transaction begun before could still read, so those must have ended. Waits three seconds.</summary>
    private static async Task<bool> AreOldReadersGoneAsync(PublisherDb db, CancellationToken cancellationToken)
    {
        var now = await AskAsync(db, "SELECT (pg_snapshot_xmax(pg_current_snapshot())::text::bigint & 4294967295)", cancellationToken);
        var old =
            $"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL AND age(backend_xmin) > age('{now}'::xid)";
        for (var look = 0; look < 30; look++)
        {
            if (await AskAsync(db, old, cancellationToken) == 0)
            {
                return true;
            }

            await RunAsync(db, "SELECT pg_sleep(0.1)", cancellationToken);
        }

        return false;
    }

    private static IEnumerable<string> Tables(PublisherDb db) =>
        db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).OfType<string>().Distinct().Where(table => table != OnlyGrows);

    private static async Task<long> AskAsync(PublisherDb db, string sql, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private static async Task RunAsync(PublisherDb db, string sql, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = LongestInSeconds;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Publisher.Posts.Storage;

/// <summary>Sets and checks on every connection what durability rests on, and that deleted rows are overwritten.</summary>
internal sealed class SqliteSetup : DbConnectionInterceptor
{
    /// <summary>Older ones can lose pages when the write-ahead log is reset.</summary>
    private static readonly Version Oldest = new(3, 51, 3);

    private const string Pragmas =
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000; PRAGMA secure_delete=ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Run(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Run(connection);
        return Task.CompletedTask;
    }

    /// <exception cref="InvalidOperationException">The native library is too old, or a pragma did not take.</exception>
    public static void Verify(DbConnection connection)
    {
        var version = Version.Parse((string)Ask(connection, "SELECT sqlite_version()"));
        if (version < Oldest)
        {
            throw new InvalidOperationException(
                $"SQLite {version} is too old: {Oldest} or newer is needed, as older ones can lose written pages."
            );
        }

        Expect(connection, "journal_mode", "wal");
        Expect(connection, "synchronous", "2");
        Expect(connection, "foreign_keys", "1");
        Expect(connection, "secure_delete", "1");
    }

    private static void Expect(DbConnection connection, string pragma, string expected)
    {
        var actual = Convert.ToString(Ask(connection, $"PRAGMA {pragma}"), System.Globalization.CultureInfo.InvariantCulture);
        if (actual != expected)
        {
            throw new InvalidOperationException($"SQLite's {pragma} is {actual} and must be {expected}; the disk may not support it.");
        }
    }

    private static object Ask(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() ?? "";
    }

    private static void Run(DbConnection connection)
    {
        using var command = ((SqliteConnection)connection).CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}

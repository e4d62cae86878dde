using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Publisher.Posts.Storage;

/// <summary>
/// Remembers that a write found no room, until one succeeds again. Held in memory: a pause that had to be written could not be.
/// While it is short nothing is claimed, so nothing is sent.
/// </summary>
public sealed class DiskRoom(Signals signals)
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);
    private const string NoSpaceInPostgres = "53100";
    private const int SqliteFull = 13;
    private const int SqliteCannotExtendSharedMemory = 4874;
    private volatile bool _isShort;

    public bool IsShort => _isShort;

    /// <summary>Looks at a failed write. Always false, so that it can stand in an exception filter.</summary>
    public bool Note(Exception exception)
    {
        if (IsNoRoom(exception))
        {
            _isShort = true;
            signals.Shortage.Pulse();
        }

        return false;
    }

    /// <summary>A write succeeded.</summary>
    public void Clear()
    {
        _isShort = false;
        signals.Delivery.Pulse();
    }

    /// <summary>The disk of the database or of the media is full.</summary>
    public static bool IsNoRoom(Exception? exception) =>
        exception switch
        {
            null => false,
            SqliteException { SqliteErrorCode: SqliteFull } => true,
            SqliteException { SqliteExtendedErrorCode: SqliteCannotExtendSharedMemory } => true,
            PostgresException { SqlState: NoSpaceInPostgres } => true,
            IOException { HResult: NoSpaceOnUnix or NoSpaceOnWindows } => true,
            _ => IsNoRoom(exception.InnerException),
        };

    /// <summary>The database could not take it now; it may later. The transaction may have been committed or not.</summary>
    public static bool MayPass(Exception? exception) =>
        exception is DbException or IOException or TimeoutException || (exception is not null && MayPass(exception.InnerException));
}

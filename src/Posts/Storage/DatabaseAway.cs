using Npgsql;

namespace Publisher.Posts.Storage;

/// <summary>The database did not answer: not there, shutting down, or the connection broke.</summary>
public static class DatabaseAway
{
    /// <summary>
    /// Classes 08 (connection), 28 (we are not let in) and 57P (ended by an operator, or still starting); no connection left, no such
    /// database, and a database that takes no connections now.
    /// </summary>
    private static readonly string[] Codes = ["08", "28", "57P", "53300", "3D000", "55000"];

    /// <summary>Whether the fault says so. What was being committed may have been, or not.</summary>
    public static bool IsToldBy(Exception? exception) =>
        exception switch
        {
            null => false,
            PostgresException told => Codes.Any(code => told.SqlState.StartsWith(code, StringComparison.Ordinal)),
            NpgsqlException => true,
            _ => IsToldBy(exception.InnerException),
        };
}

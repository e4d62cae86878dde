using Microsoft.Extensions.Options;
using Npgsql;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>
/// A file is put before the row that names it is committed, and meanwhile nothing but a hold says that it is wanted. Whoever destroys a
/// file has its name alone. On PostgreSQL the database holds the names, for all nodes, and lets go of those of a node that died.
/// </summary>
public sealed class FileHolds(IOptions<StorageOptions> storage)
{
    /// <summary>Tells these locks from Quartz's and our others.</summary>
    private const int Salt = 20262;
    private const int Alone = -1;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _held = [];
    private readonly Signal _freed = new();

    /// <summary>Completes when a name is let go in this process. Take it before asking for one.</summary>
    internal Task Freed => _freed.Next;

    /// <summary>Holds the names of files that are about to be put, together with others who do; waits while one is being destroyed.</summary>
    public async Task<IAsyncDisposable> HoldAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        string[] wanted = [.. names.Distinct().Order(StringComparer.Ordinal)]; // in one order, so that two never wait for each other
        while (true)
        {
            var freed = _freed.Next;
            if (TryHold(wanted))
            {
                break;
            }

            await freed.WaitAsync(cancellationToken);
        }

        var hold = new Hold(this, wanted, isAlone: false);
        try
        {
            await hold.AskAsync(
                storage.Value,
                "SELECT pg_advisory_lock_shared(hashtextextended(name, $2)) FROM unnest($1) name",
                cancellationToken
            );
            return hold;
        }
        catch
        {
            await hold.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes those names that nobody holds, to destroy the files.</summary>
    internal async Task<Hold> TakeAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var taken = new Hold(this, TakeFree(names), isAlone: true);
        try
        {
            await taken.AskAsync(
                storage.Value,
                "SELECT name FROM unnest($1) name WHERE pg_try_advisory_lock(hashtextextended(name, $2))",
                cancellationToken
            );
            return taken;
        }
        catch
        {
            await taken.DisposeAsync();
            throw;
        }
    }

    private bool TryHold(string[] names)
    {
        lock (_lock)
        {
            if (Array.Exists(names, name => _held.GetValueOrDefault(name) == Alone))
            {
                return false;
            }

            Array.ForEach(names, name => _held[name] = _held.GetValueOrDefault(name) + 1);
            return true;
        }
    }

    private string[] TakeFree(IEnumerable<string> names)
    {
        lock (_lock)
        {
            return [.. names.Distinct().Where(name => _held.TryAdd(name, Alone))];
        }
    }

    private void Release(string[] names, bool isAlone)
    {
        lock (_lock)
        {
            foreach (var name in names)
            {
                var others = isAlone ? 0 : _held[name] - 1;
                if (others == 0)
                {
                    _held.Remove(name);
                }
                else
                {
                    _held[name] = others;
                }
            }
        }

        _freed.Pulse();
    }

    /// <summary>Names that are held until this is disposed.</summary>
    internal sealed class Hold(FileHolds holds, string[] names, bool isAlone) : IAsyncDisposable
    {
        private NpgsqlConnection? _connection;

        /// <summary>Without those that another node has.</summary>
        public IReadOnlyList<string> Names { get; private set; } = names;

        public async ValueTask DisposeAsync()
        {
            if (_connection is not null)
            {
                await UnlockAsync(_connection);
            }

            holds.Release(names, isAlone);
        }

        public async Task AskAsync(StorageOptions storage, string sql, CancellationToken cancellationToken)
        {
            if (!storage.IsPostgres || names.Length == 0)
            {
                return;
            }

            _connection = new NpgsqlConnection(storage.ConnectionString);
            await _connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(sql, _connection)
            {
                Parameters =
                {
                    new() { Value = names },
                    new() { Value = (long)Salt },
                },
            };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var got = new List<string>();
            while (await reader.ReadAsync(cancellationToken))
            {
                got.Add(isAlone ? reader.GetString(0) : "");
            }

            Names = isAlone ? got : names;
        }

        /// <summary>A connection that broke holds nothing any more.</summary>
        private static async Task UnlockAsync(NpgsqlConnection connection)
        {
            await using (connection)
            {
                try
                {
                    await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
                    await command.ExecuteNonQueryAsync(CancellationToken.None);
                }
                catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
                {
                    NpgsqlConnection.ClearPool(connection);
                }
            }
        }
    }
}

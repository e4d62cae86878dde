using Npgsql;
using Publisher.Sandbox.Demo;
using Publisher.Tests.Storage;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Publisher.Tests.Storage;

/// <summary>A PostgreSQL of our own, started when the first test asks for a database and ended with the run.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresProcess>> _server = new(() => PostgresProcess.StartAsync(durable: false, CancellationToken.None));

    /// <summary>The connection string of a fresh, empty database.</summary>
    public async Task<string> NewDatabaseAsync() => await (await _server.Value).NewDatabaseAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            NpgsqlConnection.ClearAllPools();
            await (await _server.Value).DisposeAsync();
        }
    }
}

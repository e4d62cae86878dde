using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Publisher.Tests.Storage;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Publisher.Tests.Storage;

/// <summary>A PostgreSQL of our own on a free port, started when the first test asks for a database and ended with the run.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"publisher-pg-{Guid.NewGuid():N}");
    private Process? _server;
    private int _port;
    private int _databases;

    /// <summary>The connection string of a fresh, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        await EnsureStartedAsync();
        var name = $"t{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionTo(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            NpgsqlConnection.ClearAllPools();
            Run(Binary("pg_ctl"), "stop", "-D", _folder, "-m", "immediate", "-w");
            await _server.WaitForExitAsync();
            _server.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        _gate.Dispose();
    }

    private string ConnectionTo(string database) => $"Host=127.0.0.1;Port={_port};Username=test;Database={database};Maximum Pool Size=20";

    private async Task EnsureStartedAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_server is null)
            {
                _port = FreePort();
                Directory.CreateDirectory(_folder);
                GiveToServerUser();
                Run(Binary("initdb"), "-D", _folder, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
                _server = Start(
                    Binary("postgres"),
                    [
                        "-D",
                        _folder,
                        "-p",
                        $"{_port}",
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off",
                        "-c",
                        "max_connections=200",
                    ]
                );
                await WaitAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task WaitAsync()
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System))
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60))
            {
                continue; // it is still starting
            }
        }
    }

    /// <summary>PostgreSQL refuses to run as root; Debian's package brings a user for it.</summary>
    private void GiveToServerUser()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", "postgres", _folder);
        }
    }

    private static string Binary(string name) =>
        Directory
            .EnumerateDirectories("/usr/lib/postgresql")
            .OrderDescending()
            .Select(version => Path.Combine(version, "bin", name))
            .First(File.Exists);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    private static Process Start(string program, string[] arguments)
    {
        var asServerUser = Environment.IsPrivilegedProcess && program.Contains("postgresql", StringComparison.Ordinal);
        var info = new ProcessStartInfo(asServerUser ? "setpriv" : program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        if (asServerUser)
        {
            foreach (var argument in new[] { "--reuid=postgres", "--regid=postgres", "--init-groups", program })
            {
                info.ArgumentList.Add(argument);
            }
        }

        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

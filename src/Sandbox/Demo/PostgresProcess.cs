using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Publisher.Sandbox.Demo;

/// <summary>A PostgreSQL of our own, from the machine's packages: on a free loopback port, in a directory that goes with it.</summary>
internal sealed class PostgresProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _data;
    private readonly Process _server;
    private readonly int _port;
    private int _databases;

    private PostgresProcess(DirectoryInfo data, Process server, int port) => (_data, _server, _port) = (data, server, port);

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="durable">Writes reach the disk before they are answered, as in earnest; without, tests run faster.</param>
    /// <exception cref="DemoFailure">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<PostgresProcess> StartAsync(bool durable, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("publisher-pg-");
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", ["postgres", data.FullName], cancellationToken);
        }

        string[] make = ["-D", data.FullName, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
        await RunAsync(Binary("initdb"), make, cancellationToken);
        var port = FreePort();
        string[] settings =
        [
            $"port={port}",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=600",
            $"fsync={(durable ? "on" : "off")}",
        ];
        var server = Start(Binary("postgres"), ["-D", data.FullName, .. settings.SelectMany(setting => new[] { "-c", setting })]);
        var postgres = new PostgresProcess(data, server, port);
        try
        {
            await postgres.WaitAsync(cancellationToken);
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection string of a fresh, empty database.</summary>
    public async Task<string> NewDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _databases)}");
        string[] create = ["-h", "127.0.0.1", "-p", Port, "-U", "test", "-T", "template0", name];
        for (var left = 5; !await TryAsync(Binary("createdb"), create, cancellationToken); left--)
        {
            if (left == 0)
            {
                throw new DemoFailure($"PostgreSQL did not make the database {name}.");
            }

            // Others make databases too, and its own housekeeping may hold the template for a moment.
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellationToken);
        }

        return $"Host=127.0.0.1;Port={Port};Username=test;Database={name};Maximum Pool Size=20";
    }

    public async ValueTask DisposeAsync()
    {
        await TryAsync(Binary("pg_ctl"), ["stop", "-D", _data.FullName, "-m", "immediate", "-w"], CancellationToken.None);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _data.Delete(recursive: true);
    }

    public int PortNumber => _port;

    private string Port => _port.ToString(CultureInfo.InvariantCulture);

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!_server.HasExited && TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            var answer = Start(Binary("pg_isready"), ["-q", "-h", "127.0.0.1", "-p", Port]);
            await answer.WaitForExitAsync(cancellationToken);
            if (answer.ExitCode == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }

        throw new DemoFailure("PostgreSQL did not start.");
    }

    private static string Binary(string name) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .EnumerateDirectories("/usr/lib/postgresql")
                .OrderDescending()
                .Select(version => Path.Combine(version, "bin", name))
                .FirstOrDefault(File.Exists)
                ?? throw Missing()
            : throw Missing();

    private static DemoFailure Missing() => new("PostgreSQL is missing: sudo apt-get install postgresql");

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        if (!await TryAsync(program, arguments, cancellationToken))
        {
            throw new DemoFailure($"{program} failed.");
        }
    }

    private static async Task<bool> TryAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0;
    }

    /// <summary>PostgreSQL refuses to run as root; Debian's package brings a user for it.</summary>
    private static Process Start(string program, string[] arguments)
    {
        var asServerUser = Environment.IsPrivilegedProcess && program.Contains("postgresql", StringComparison.Ordinal);
        string[] command = asServerUser ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", program] : [program];
        var info = new ProcessStartInfo(command[0], [.. command.Skip(1), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
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

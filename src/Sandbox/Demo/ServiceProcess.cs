using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Publisher.Sandbox.Demo;

/// <summary>The service as a process of its own, on free loopback ports and a data directory that goes with it.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly DirectoryInfo _data;
    private readonly StreamWriter _log;

    private ServiceProcess(Process process, DirectoryInfo data, StreamWriter log, Uri address)
    {
        (_process, _data, _log, Address) = (process, data, log, address);
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.ErrorDataReceived += (_, line) => Write(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Starts it and waits until it says that it can work.</summary>
    /// <param name="program">The service's assembly.</param>
    /// <param name="adminKey">Becomes the first key.</param>
    /// <param name="logFile">Takes all that it prints.</param>
    /// <param name="settings">Further ones, as <c>Section__Key</c>.</param>
    /// <param name="data">Its data directory, which is deleted in the end; null: a fresh one.</param>
    /// <exception cref="DemoFailure">It ended, or was not ready in half a minute.</exception>
    public static async Task<ServiceProcess> StartAsync(
        string program,
        string adminKey,
        string logFile,
        HttpClient http,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellationToken,
        DirectoryInfo? data = null
    )
    {
        data ??= Directory.CreateTempSubdirectory("publisher-demo-");
        var (address, publicAddress) = (FreeAddress(), FreeAddress());
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[program, "--urls", address, "--public-urls", publicAddress, "--data", data.FullName])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PUBLISHER_BOOTSTRAP_KEY"] = adminKey;
        start.Environment["PUBLISHER__Egress__AllowHosts__0"] = IPAddress.Loopback.ToString();
        start.Environment["PUBLISHER__Public__BaseUrl"] = publicAddress;
        foreach (var (name, value) in settings)
        {
            start.Environment[$"PUBLISHER__{name}"] = value;
        }

        var log = new StreamWriter(logFile) { AutoFlush = true };
        var service = new ServiceProcess(Process.Start(start)!, data, log, new Uri(address));
        try
        {
            await service.WaitUntilReadyAsync(http, logFile, cancellationToken);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    /// <returns>Its data directory, which stays.</returns>
    public async Task<DirectoryInfo> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _log.DisposeAsync();
        return _data;
    }

    /// <summary>Asks it to end as an operator would, and removes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Termination.Ask(_process);
            using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        await _log.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private async Task WaitUntilReadyAsync(HttpClient http, string logFile, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            if (_process.HasExited)
            {
                throw new DemoFailure($"The service ended with code {_process.ExitCode} before it was ready; see {logFile}.");
            }

            if (await IsReadyAsync(http, cancellationToken))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }

        throw new DemoFailure($"The service was not ready after {Patience.TotalSeconds:0} s; see {logFile}.");
    }

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "/readyz"), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Write(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.BaseStream is { CanWrite: true })
            {
                _log.WriteLine(line);
            }
        }
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return string.Create(CultureInfo.InvariantCulture, $"http://{listener.LocalEndpoint}");
    }
}

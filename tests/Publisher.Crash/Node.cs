using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Publisher.Sandbox.Demo;

namespace Publisher.Crash;

/// <summary>One process of the service, which lives many times at the same address.</summary>
internal sealed class Node : IDisposable
{
    private const int Continue = 18;
    private const int Halt = 19;
    private const string AtSomeMoment = "some moment";
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly string _program;
    private readonly string _data;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly StreamWriter _log;
    private Process? _process;
    private Task _exited = Task.CompletedTask;
    private TaskCompletionSource _ready = new();
    private TaskCompletionSource _asks = new();

    public Node(string program, string data, string logFile, IReadOnlyDictionary<string, string> settings)
    {
        (_program, _data, _settings) = (program, data, settings);
        _log = new StreamWriter(logFile) { AutoFlush = true };
        Address = FreeAddress();
    }

    public Uri Address { get; }
    public string Data => _data;

    /// <summary>It says that it can work.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully && IsAlive;

    public bool IsAlive => !_exited.IsCompleted;

    /// <summary>How often it was ended by force.</summary>
    public int Kills { get; private set; }

    public Plan Plan { get; private set; } = Plan.None;

    /// <summary>Where its last life ended: at the checkpoint of its plan, or, when it never came there, at some moment.</summary>
    public string End { get; private set; } = AtSomeMoment;

    /// <summary>Gives a process that had no plan a moment to end at.</summary>
    public void Hurry(TimeSpan after) => Plan = new Plan(null, 0, "kill", after);

    /// <summary>SIGSTOP.</summary>
    public void Stop() => _ = Signal(_process!.Id, Halt);

    public void Start(Plan plan)
    {
        Plan = plan;
        (_ready, _asks) = (Fresh(), Fresh());
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[_program, "--urls", Address.ToString(), "--data", _data])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["PUBLISHER__Public__BaseUrl"] = Address.ToString();
        start.Environment["PUBLISHER_CHECKPOINT"] = plan.Name is null ? null : $"{plan.Name}:{plan.Passage}:{plan.Act}";
        Write($"--- {TimeProvider.System.GetUtcNow():HH:mm:ss.fff} starts; its plan: {plan}");
        _process?.Dispose();
        _process = Process.Start(start)!;
        var (ready, asks) = (_ready, _asks);
        _process.OutputDataReceived += (_, line) =>
        {
            Write(line.Data);
            if (line.Data?.StartsWith("Publisher is ready", StringComparison.Ordinal) is true)
            {
                ready.TrySetResult();
            }
            else if (line.Data?.StartsWith("At the checkpoint", StringComparison.Ordinal) is true)
            {
                asks.TrySetResult();
            }
        };
        _process.ErrorDataReceived += (_, line) => Write(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _exited = _process.WaitForExitAsync();
    }

    /// <summary>Lives until its plan is fulfilled, and is dead afterwards.</summary>
    /// <param name="lease">A stopped process goes on after this long.</param>
    /// <param name="cutPower">What is done between a checkpoint that asks and the kill; gives what is to be done after it.</param>
    public async Task LiveAsync(TimeSpan lease, Func<Node, Action> cutPower, CancellationToken cancellationToken)
    {
        var process = _process!;
        var exited = _exited;
        End = AtSomeMoment;
        using var limit = new CancellationTokenSource();
        var time = LifeTimeAsync(limit.Token);
        while (!exited.IsCompleted)
        {
            await Task.WhenAny(exited, time, _asks.Task, Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, cancellationToken));
            if (_asks.Task.IsCompleted)
            {
                End = $"{Plan.Name} (power cut)";
                var afterwards = cutPower(this);
                await KillAsync();
                afterwards();
                return;
            }

            if (IsStopped(process))
            {
                End = $"{Plan.Name} (stopped beyond its lease)";
                await Task.Delay(lease, TimeProvider.System, cancellationToken);
                _ = Signal(process.Id, Continue);
                await Task.WhenAny(exited, Task.Delay(TimeSpan.FromMilliseconds(400), TimeProvider.System, cancellationToken));
                break;
            }

            if (time.IsCompleted)
            {
                break;
            }
        }

        if (exited.IsCompleted && End == AtSomeMoment && Plan.Name is { } name)
        {
            End = name;
        }

        await limit.CancelAsync();
        await KillAsync();
    }

    /// <summary>Waits until it is held at the checkpoint of its plan.</summary>
    /// <exception cref="DemoFailure">It did not come there.</exception>
    public async Task HeldAsync()
    {
        await Task.WhenAny(_asks.Task, _exited, Task.Delay(StartPatience, TimeProvider.System));
        if (!_asks.Task.IsCompleted)
        {
            throw new DemoFailure($"The service did not come to its checkpoint; its plan was {Plan}.");
        }
    }

    /// <summary>Waits until it has ended itself at the checkpoint of its plan.</summary>
    /// <exception cref="DemoFailure">It did not come there.</exception>
    public async Task DiesAsync()
    {
        await Task.WhenAny(_exited, Task.Delay(StartPatience, TimeProvider.System));
        if (!_exited.IsCompleted)
        {
            throw new DemoFailure($"The service did not come to its checkpoint; its plan was {Plan}.");
        }

        await KillAsync();
    }

    /// <summary>Lets it go on.</summary>
    public Task ReleaseAsync() => _process!.StandardInput.WriteLineAsync();

    /// <summary>Waits for a process that refuses to start.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="DemoFailure">It goes on living.</exception>
    public async Task<int> RefusalAsync(TimeSpan patience)
    {
        var process = _process!;
        await Task.WhenAny(_exited, Task.Delay(patience, TimeProvider.System));
        return process.HasExited ? process.ExitCode : throw new DemoFailure("The service did not refuse to start.");
    }

    /// <summary>SIGKILL, if it still lives; counts either way, since nobody else ends it.</summary>
    /// <exception cref="DemoFailure">It had ended by itself.</exception>
    public async Task KillAsync()
    {
        if (_process is not { } process)
        {
            return;
        }

        process.Kill();
        await _exited;
        if (process.ExitCode != 128 + 9)
        {
            throw new DemoFailure($"The service ended by itself with code {process.ExitCode}; its plan was {Plan}.");
        }

        Kills++;
        Write($"--- {TimeProvider.System.GetUtcNow():HH:mm:ss.fff} ended at {End}");
        _process = null;
        process.Dispose();
    }

    /// <exception cref="DemoFailure">It was not ready in time.</exception>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        var process = _process!;
        await Task.WhenAny(
            _ready.Task,
            process.WaitForExitAsync(cancellationToken),
            Task.Delay(StartPatience, TimeProvider.System, cancellationToken)
        );
        if (!_ready.Task.IsCompleted)
        {
            throw new DemoFailure(
                process.HasExited ? $"The service did not start: code {process.ExitCode}." : "The service was not ready in a minute."
            );
        }
    }

    public void Dispose()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
        }

        _process?.Dispose();
        lock (_log)
        {
            _log.Dispose();
        }
    }

    private async Task LifeTimeAsync(CancellationToken cancellationToken)
    {
        if (Plan.After == TimeSpan.MaxValue)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        if (Plan.After >= TimeSpan.Zero)
        {
            await Task.WhenAny(_ready.Task, Task.Delay(StartPatience, TimeProvider.System, cancellationToken));
        }

        await Task.Delay(Plan.After.Duration(), TimeProvider.System, cancellationToken);
    }

    private static bool IsStopped(Process process)
    {
        try
        {
            var status = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/stat"));
            return status[(status.LastIndexOf(')') + 2)..].StartsWith('T');
        }
        catch (IOException)
        {
            return false; // it has just ended
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

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{listener.LocalEndpoint}"));
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}

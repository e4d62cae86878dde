using System.ComponentModel;
using System.Diagnostics;

namespace Publisher.Channels.Imaging;

/// <summary>
/// A program that runs no longer than this object lives. What it says is for us alone: nothing of it reaches the console; and of our
/// environment, which may hold secrets, it learns only where programs lie.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    /// <exception cref="Win32Exception">It is not installed.</exception>
    public ChildProcess(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        _process = Process.Start(start)!;
    }

    /// <summary>To be closed by whoever writes to it.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Its exit code, and what it wrote on its standard output.</summary>
    public async Task<(int Code, string Output)> EndAsync(CancellationToken cancellationToken)
    {
        var output = _process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = _process.StandardError.ReadToEndAsync(cancellationToken);
        await Task.WhenAll(output, errors, _process.WaitForExitAsync(cancellationToken));
        return (_process.ExitCode, await output);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}

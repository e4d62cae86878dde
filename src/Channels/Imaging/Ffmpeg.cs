using System.ComponentModel;

namespace Publisher.Channels.Imaging;

/// <summary>Runs ffmpeg and ffprobe on strangers' files. Their words are never shown or logged: they quote the file.</summary>
internal sealed class Ffmpeg(string command)
{
    /// <summary>Longer than any remux of the largest upload takes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>What a shell says of a program that is not there, or cannot be run.</summary>
    private const int NotFound = 127;
    private const int NotExecutable = 126;

    private readonly string _probe = Path.Combine(Path.GetDirectoryName(command) ?? "", "ffprobe");

    /// <summary>What ffmpeg said on its standard output, or null when it failed.</summary>
    /// <exception cref="Win32Exception">It is not installed.</exception>
    public Task<string?> ConvertAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(command, ["-hide_banner", "-nostdin", "-loglevel", "quiet", "-y", .. arguments], cancellationToken);

    /// <summary>What ffprobe said, or null when it failed.</summary>
    /// <exception cref="Win32Exception">It is not installed.</exception>
    public Task<string?> ProbeAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(_probe, ["-hide_banner", "-loglevel", "quiet", .. arguments], cancellationToken);

    private static async Task<string?> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = new ChildProcess("/bin/sh", await Isolation.ArgumentsAsync(program, arguments));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var (code, output) = await process.EndAsync(limit.Token);
            return code switch
            {
                0 => output,
                NotFound or NotExecutable => throw new Win32Exception(),
                _ => null,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}

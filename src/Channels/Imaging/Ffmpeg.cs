using System.ComponentModel;

namespace Publisher.Channels.Imaging;

/// <summary>Runs ffmpeg and ffprobe. Their words are never shown or logged: they quote the file.</summary>
internal sealed class Ffmpeg(string command)
{
    /// <summary>Longer than any remux of the largest upload takes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly string _probe = Path.Combine(Path.GetDirectoryName(command) ?? "", "ffprobe");

    /// <summary>What ffmpeg said on its standard output, or null when it failed.</summary>
    /// <exception cref="Win32Exception">It is not installed.</exception>
    public Task<string?> ConvertAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(command, ["-hide_banner", "-nostdin", "-loglevel", "error", "-y", .. arguments], cancellationToken);

    /// <summary>What ffprobe said, or null when it failed.</summary>
    /// <exception cref="Win32Exception">It is not installed.</exception>
    public Task<string?> ProbeAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(_probe, ["-hide_banner", "-loglevel", "error", .. arguments], cancellationToken);

    private static async Task<string?> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = new ChildProcess(program, arguments);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            var (code, output) = await process.EndAsync(limit.Token);
            return code == 0 ? output : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}

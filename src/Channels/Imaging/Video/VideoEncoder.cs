using System.Globalization;

namespace Publisher.Channels.Imaging.Video;

/// <summary>
/// One run of ffmpeg that packs raw frames into an MP4: at low priority, in at most 1 GB of memory, and not for ever. Its words are never
/// shown or logged. Two threads on every machine, as their number shows in the bytes.
/// </summary>
internal sealed class VideoEncoder(PictureLibrary library, int width, int height, int frames)
{
    private const int MemoryLimitMb = 1024;

    /// <summary>A machine that takes longer than this many times the film's playing time is too busy to make films.</summary>
    private const int SlowestPace = 30;

    /// <summary>With nothing but the time that nobody else wants, even a short film takes minutes on a busy machine.</summary>
    private static readonly TimeSpan ShortestLimit = TimeSpan.FromMinutes(5);

    private readonly double _seconds = (double)frames / VideoRenderer.FramesPerSecond;

    public static bool IsInstalled(string command) =>
        command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? File.Exists(command)
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Any(directory => File.Exists(Path.Combine(directory, command)));

    /// <param name="writeFrames">Writes all frames, one after the other; it is held up while ffmpeg is busy.</param>
    /// <returns>The film, or null with what went wrong.</returns>
    public async Task<(byte[]? Film, string? Trouble)> EncodeAsync(
        Func<Stream, CancellationToken, Task> writeFrames,
        CancellationToken cancellationToken
    )
    {
        var path = library.NewTemporaryFile();
        var allowed = TimeSpan.FromSeconds(Math.Max(ShortestLimit.TotalSeconds, _seconds * SlowestPace));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(allowed);
        try
        {
            var code = await RunAsync(path, writeFrames, limit.Token);
            if (code != 0)
            {
                return (
                    null,
                    $"ffmpeg on the server ended with code {code}. It may use {MemoryLimitMb} MB of memory: whoever runs the service should see whether they are free. Then send the piece again."
                );
            }

            Mp4Walk.BlankUserData(path);
            return Mp4Walk.Excess(path) is { } excess
                ? throw new InvalidOperationException($"The packer wrote what may not leave: {excess}.")
                : (await File.ReadAllBytesAsync(path, cancellationToken), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"it took longer than {allowed.TotalSeconds:0} s. Send the piece again when the server is less busy.");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<int> RunAsync(string path, Func<Stream, CancellationToken, Task> writeFrames, CancellationToken cancellationToken)
    {
        using var process = new ChildProcess("/bin/sh", [.. Limited(), library.FfmpegCommand, .. Arguments(path)]);
        var end = process.EndAsync(cancellationToken);
        try
        {
            await using var film = process.Input;
            await writeFrames(film, cancellationToken);
        }
        catch (IOException)
        {
            // A pipe that breaks means that ffmpeg ended; its exit code says how.
        }

        return (await end).Code;
    }

    /// <summary>
    /// The shell sets the limits and then becomes ffmpeg, so that killing it kills ffmpeg. Nobody waits for a film: where the host lets it, it
    /// has only the time that nobody else wants; with a low priority alone the API beside it was twice as slow.
    /// </summary>
    private static IEnumerable<string> Limited() =>
        [
            "-c",
            "ulimit -d \"$0\"; if chrt -i 0 true 2>/dev/null; then exec chrt -i 0 nice -n 10 \"$@\"; fi; exec nice -n 10 \"$@\"",
            (MemoryLimitMb * 1024).ToString(CultureInfo.InvariantCulture),
        ];

    private IEnumerable<string> Arguments(string path) =>
        [
            .. "-hide_banner -nostdin -loglevel quiet -y".Split(' '),
            .. $"-f rawvideo -pix_fmt yuv420p -s {width}x{height} -r {VideoRenderer.FramesPerSecond} -i pipe:0".Split(' '),
            .. "-f lavfi -i anullsrc=r=44100:cl=stereo -map 0:v -map 1:a".Split(' '),
            "-t",
            _seconds.ToString("0.000", CultureInfo.InvariantCulture),
            .. "-c:v libx264 -profile:v high -preset veryfast -tune stillimage -crf 20 -g 60 -threads 2".Split(' '),
            .. "-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv".Split(' '),
            .. "-bsf:v filter_units=remove_types=6 -metadata:s:v encoder=H.264 -c:a aac -b:a 64k".Split(' '),
            .. "-map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -empty_hdlr_name 1".Split(' '),
            .. "-movflags +faststart -f mp4".Split(' '),
            path,
        ];
}

namespace Publisher.Channels.Imaging.Video;

/// <summary>
/// Makes a film of slides: MP4 with H.264 high, yuv420p, 30 frames a second, a silent AAC track, ready to play before it is whole
/// (faststart). Slides stand still while they are read; a short cross-fade lies between them and takes none of that time.
/// The same slides and the same ffmpeg give the same bytes.
/// </summary>
public sealed class VideoRenderer(PictureLibrary library)
{
    internal const int FramesPerSecond = 30;

    /// <summary>0.27 s: soft, and too short to be waited for.</summary>
    private const int FadeFrames = 8;

    /// <param name="progress">Percent done.</param>
    public async Task<VideoResult> RenderAsync(
        IReadOnlyList<VideoScene> scenes,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(scenes);
        if (!VideoEncoder.IsInstalled(library.FfmpegCommand))
        {
            return new VideoResult.Impossible(
                new Problem(
                    "ffmpeg_missing",
                    null,
                    "Films are made by ffmpeg, which is not installed on the server. Install it there: sudo apt-get install ffmpeg"
                )
            );
        }

        var (width, height) = (scenes[0].Slide.Width, scenes[0].Slide.Height);
        var frames = scenes.Select(Frames).ToList();
        var total = frames.Sum() + (FadeFrames * (scenes.Count - 1));
        var encoder = new VideoEncoder(library, width, height, total);
        var written = 0;
        var (bytes, trouble) = await encoder.EncodeAsync(
            async (film, cancel) =>
            {
                await foreach (var frame in FramesOf(scenes, frames, cancel))
                {
                    await film.WriteAsync(frame, cancel);
                    written++;
                    if (written % FramesPerSecond == 0 || written == total)
                    {
                        progress?.Report(100 * written / total);
                    }
                }
            },
            cancellationToken
        );
        return bytes is null
            ? new VideoResult.Impossible(new Problem("video_failed", null, $"The film could not be made: {trouble}"))
            : new VideoResult.Made(RenderedFile.Of(bytes, "video/mp4", width, height), AtFrame(total), Starts(frames));
    }

    private static async IAsyncEnumerable<byte[]> FramesOf(
        IReadOnlyList<VideoScene> scenes,
        List<int> frames,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var shown = VideoFrame.Of(scenes[0].Slide);
        var fading = new byte[shown.Planes.Length];
        for (var scene = 0; scene < scenes.Count; scene++)
        {
            for (var frame = 0; frame < frames[scene]; frame++)
            {
                yield return shown.Planes;
            }

            if (scene + 1 == scenes.Count)
            {
                break;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var next = VideoFrame.Of(scenes[scene + 1].Slide);
            for (var step = 1; step <= FadeFrames; step++)
            {
                shown.MixInto(fading, next, 256 * step / (FadeFrames + 1));
                yield return fading;
            }

            shown = next;
        }

        await Task.CompletedTask;
    }

    private static List<TimeSpan> Starts(List<int> frames)
    {
        var starts = new List<TimeSpan>();
        var at = 0;
        foreach (var count in frames)
        {
            starts.Add(AtFrame(at));
            at += count + FadeFrames;
        }

        return starts;
    }

    private static int Frames(VideoScene scene) => (int)Math.Ceiling(scene.ReadingTime.TotalSeconds * FramesPerSecond);

    private static TimeSpan AtFrame(int frame) => TimeSpan.FromSeconds((double)frame / FramesPerSecond);
}

using System.ComponentModel;
using System.Security.Cryptography;

namespace Publisher.Channels.Imaging;

/// <summary>
/// Cleans one MP4 or MOV: the first picture track and the sound are packed anew, nothing else is. Times are zeroed, and user data inside the
/// picture stream (SEI) is dropped. The temporary files are gone when the call ends, but for the clean one, which goes with its stream.
/// </summary>
internal sealed class VideoScrub(PictureLibrary library, Ffmpeg ffmpeg)
{
    /// <summary>Only this reader may look at an upload, and only at this one file: a playlist could otherwise fetch others.</summary>
    private static readonly string[] OnlyThisFile = ["-protocol_whitelist", "file", "-f", "mov"];

    public async Task<ScrubResult> ScrubAsync(ReadOnlyMemory<byte> start, Stream rest, CancellationToken cancellationToken)
    {
        var upload = library.NewTemporaryFile();
        var clean = library.NewTemporaryFile();
        try
        {
            if (!await SaveAsync(start, rest, upload, cancellationToken))
            {
                return new ScrubResult.Refused(UploadLimits.TooManyBytes(UploadLimits.VideoBytes));
            }

            return await ScrubFileAsync(upload, clean, cancellationToken);
        }
        catch (Win32Exception)
        {
            return new ScrubResult.Refused(
                new Problem(
                    "ffmpeg_missing",
                    "file",
                    "Videos are cleaned by ffmpeg, which is not installed on the server. Install it there: sudo apt-get install ffmpeg"
                )
            );
        }
        finally
        {
            File.Delete(upload);
            File.Delete(clean);
        }
    }

    private async Task<ScrubResult> ScrubFileAsync(string upload, string clean, CancellationToken cancellationToken)
    {
        if (!Mp4Walk.IsOrdinary(upload))
        {
            return Corrupt("it is built of more boxes than any film");
        }

        if (await ProbeAsync(upload, cancellationToken) is not { } before)
        {
            return Corrupt("it has no readable picture track");
        }

        if (before.Codec is not ("h264" or "hevc"))
        {
            return new ScrubResult.Refused(
                new Problem("unsupported_type", "file", $"The video's pictures are coded as {before.Codec}; send H.264 or HEVC.")
            );
        }

        if (await ffmpeg.ConvertAsync(Remux(upload, clean, before), cancellationToken) is null)
        {
            return Corrupt("it cannot be packed anew");
        }

        Mp4Walk.BlankUserData(clean);
        if (Mp4Walk.Excess(clean) is { } excess)
        {
            throw new InvalidOperationException($"The packer wrote what may not leave: {excess}.");
        }

        return await ProbeAsync(clean, cancellationToken) is { } after
            ? await OpenAsync(clean, after, Mp4Walk.Found(upload), cancellationToken)
            : Corrupt("it cannot be packed anew");
    }

    private static IEnumerable<string> Remux(string upload, string clean, VideoFacts facts) =>
        [
            .. OnlyThisFile,
            "-i",
            upload,
            .. "-map 0:v:0 -map 0:a:0? -map_metadata -1 -map_metadata:s -1 -map_chapters -1 -dn -sn -c:v copy".Split(' '),
            "-bsf:v",
            facts.Codec == "h264" ? "filter_units=remove_types=6" : "filter_units=remove_types=39-40",
            "-c:a",
            facts.Sound is null or "aac" ? "copy" : "aac",
            .. "-fflags +bitexact -flags:v +bitexact -flags:a +bitexact -empty_hdlr_name 1".Split(' '),
            .. "-movflags +faststart -f mp4".Split(' '),
            clean,
        ];

    private async Task<VideoFacts?> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        var json = await ffmpeg.ProbeAsync([.. OnlyThisFile, .. VideoFacts.Question, path], cancellationToken);
        return json is null ? null : VideoFacts.Parse(json);
    }

    private static async Task<ScrubResult> OpenAsync(
        string clean,
        VideoFacts facts,
        IReadOnlyList<string> removed,
        CancellationToken cancellationToken
    )
    {
        // The caller deletes the name; an open file lives on without one until it is closed.
        var content = new FileStream(clean, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        content.Position = 0;
        return new ScrubResult.Clean(
            content,
            MediaKind.Video,
            "video/mp4",
            facts.Width,
            facts.Height,
            facts.Duration,
            content.Length,
            hash,
            removed,
            Rotated: false
        );
    }

    private static async Task<bool> SaveAsync(ReadOnlyMemory<byte> start, Stream rest, string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await file.WriteAsync(start, cancellationToken);
        var buffer = new byte[1 << 17];
        while (await rest.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (file.Position + read > UploadLimits.VideoBytes)
            {
                return false;
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return true;
    }

    private static ScrubResult.Refused Corrupt(string why) =>
        new(new Problem("corrupt_video", "file", $"The video is damaged: {why}. Send it again, or export it anew as MP4."));
}

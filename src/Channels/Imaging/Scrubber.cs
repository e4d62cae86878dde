using Publisher.Channels.Imaging.Decoding;

namespace Publisher.Channels.Imaging;

/// <summary>
/// Cleans an upload at the door: a picture is decoded in a process of its own, turned upright, brought to sRGB with 8 bits and encoded anew
/// in its own family; a video is packed anew. What cannot be cleaned is refused. A picture's original bytes never touch the disk. Safe to share.
/// </summary>
public sealed class Scrubber(PictureLibrary library, DecoderPool decoders)
{
    private readonly VideoScrub _videos = new(library, new Ffmpeg(library.FfmpegCommand));

    /// <param name="upload">Read once, from where it stands; nothing of its name or declared type is asked.</param>
    /// <exception cref="DecodersUnavailableException">No decoder for pictures can be started; nothing was kept.</exception>
    public async Task<ScrubResult> ScrubAsync(Stream upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var start = new byte[UploadTypes.SniffLength];
        var length = await upload.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        var type = UploadTypes.Sniff(start.AsSpan(0, length));
        switch (type)
        {
            case UploadType.Jpeg or UploadType.Png or UploadType.WebP:
                var file = await ReadAllAsync(start.AsMemory(0, length), upload, cancellationToken);
                return file is null
                    ? new ScrubResult.Refused(UploadLimits.TooManyBytes(UploadLimits.PictureBytes))
                    : await PictureScrub.ScrubAsync(type, file, decoders, cancellationToken);
            case UploadType.Video:
                return await _videos.ScrubAsync(start.AsMemory(0, length), upload, cancellationToken);
            default:
                return new ScrubResult.Refused(length is 0 ? UploadTypes.Empty : UploadTypes.Refusal(type));
        }
    }

    /// <summary>The whole upload, or null when it is longer than a picture may be.</summary>
    private static async Task<byte[]?> ReadAllAsync(ReadOnlyMemory<byte> start, Stream rest, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        whole.Write(start.Span);
        var buffer = new byte[81920];
        while (await rest.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (whole.Length + read > UploadLimits.PictureBytes)
            {
                return null;
            }

            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
    }
}

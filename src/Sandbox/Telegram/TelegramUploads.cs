using System.Collections.Concurrent;

namespace Publisher.Sandbox.Telegram;

/// <summary>Files of messages: uploaded with the call, pulled from an address, or named by the id of an earlier one.</summary>
internal sealed class TelegramUploads(Pictures pictures, Puller puller)
{
    private const int LargestPhoto = 10 << 20;
    private const int LargestPulledPhoto = 5 << 20;
    private const int LargestFile = 50 << 20;
    private const int LargestPulledFile = 20 << 20;

    private static readonly string[] PhotoTypes = ["image/jpeg", "image/png", "image/gif"];

    private readonly ConcurrentDictionary<string, TelegramFile> _known = [];

    public async Task<(TelegramFile? File, string? Problem)> ReadAsync(
        Call call,
        string kind,
        string? source,
        CancellationToken cancellationToken
    )
    {
        var upload =
            source is null ? call.Files.GetValueOrDefault(kind)
            : source.StartsWith("attach://", StringComparison.Ordinal) ? call.Files.GetValueOrDefault(source["attach://".Length..])
            : null;
        if (upload is not null)
        {
            return Keep(kind, upload.Bytes, kind == "photo" ? LargestPhoto : LargestFile);
        }

        if (source is not null && _known.TryGetValue(source, out var known))
        {
            return known.Kind == kind ? (known, null) : (null, "type of file mismatch");
        }

        if (source is null || !Puller.MayPull(source, out _))
        {
            return (null, source is null ? $"there is no {kind} in the request" : "wrong file identifier/HTTP URL specified");
        }

        return await puller.PullAsync(source, cancellationToken) is { } bytes
            ? Keep(kind, bytes, kind == "photo" ? LargestPulledPhoto : LargestPulledFile)
            : (null, "failed to get HTTP URL content");
    }

    private (TelegramFile? File, string? Problem) Keep(string kind, byte[] bytes, int limit)
    {
        if (bytes.Length == 0)
        {
            return (null, "file must be non-empty");
        }

        if (bytes.Length > limit)
        {
            return (null, $"file of size {bytes.Length} bytes is too big for a {kind}; the maximum size is {limit} bytes");
        }

        var header = PictureHeader.Read(bytes);
        if (kind == "photo" && !PhotoTypes.Contains(header.MediaType))
        {
            return (null, "IMAGE_PROCESS_FAILED");
        }

        if (kind == "photo" && !HasPhotoDimensions(header.Width!.Value, header.Height!.Value))
        {
            return (null, "PHOTO_INVALID_DIMENSIONS");
        }

        var file = new TelegramFile(kind, pictures.Keep(bytes), bytes.Length);
        _known[file.FileId] = file;
        return (file, null);
    }

    private static bool HasPhotoDimensions(int width, int height) =>
        Math.Min(width, height) > 0 && width + height <= 10_000 && Math.Max(width, height) <= 20 * Math.Min(width, height);
}

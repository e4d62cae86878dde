namespace Publisher.Channels.Imaging;

/// <summary>What came of cleaning an upload.</summary>
public abstract record ScrubResult
{
    private ScrubResult() { }

    /// <summary>Only pixels (and sound) are left.</summary>
    /// <param name="Content">The clean file from its start, seekable; the caller disposes it, and a video's temporary file goes with it.</param>
    /// <param name="Width">px, after the rotation was baked in.</param>
    /// <param name="Duration">Of a video; null for a picture.</param>
    /// <param name="Sha256">Lower-case hex of the clean bytes.</param>
    /// <param name="Removed">Names of what was removed, such as <c>exif.gps</c>, in order; never values.</param>
    /// <param name="Rotated">The picture was turned upright.</param>
    public sealed record Clean(
        Stream Content,
        MediaKind Kind,
        string MediaType,
        int Width,
        int Height,
        TimeSpan? Duration,
        long Bytes,
        string Sha256,
        IReadOnlyList<string> Removed,
        bool Rotated
    ) : ScrubResult;

    /// <summary>It cannot be cleaned, so it is not kept.</summary>
    public sealed record Refused(Problem Problem) : ScrubResult;
}

public enum MediaKind
{
    Image,
    Video,
}

namespace Publisher.Channels.Imaging.Video;

/// <summary>What came of making a film.</summary>
public abstract record VideoResult
{
    private VideoResult() { }

    /// <param name="File">An MP4.</param>
    /// <param name="Starts">When each scene begins to be read, from the film's start.</param>
    public sealed record Made(RenderedFile File, TimeSpan Duration, IReadOnlyList<TimeSpan> Starts) : VideoResult;

    public sealed record Impossible(Problem Problem) : VideoResult;
}

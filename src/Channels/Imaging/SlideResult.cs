namespace Publisher.Channels.Imaging;

/// <summary>What came of drawing a deck.</summary>
public abstract record SlideResult
{
    private SlideResult() { }

    /// <param name="Files">One JPEG for each slide, in order.</param>
    public sealed record Drawn(IReadOnlyList<RenderedFile> Files, IReadOnlyList<Warning> Warnings) : SlideResult;

    /// <summary>At least one slide cannot be drawn well; these are all the reasons.</summary>
    public sealed record Impossible(IReadOnlyList<Problem> Problems) : SlideResult;
}

using Publisher.Channels.Imaging;

namespace Publisher.Channels.Text;

/// <summary>What cutting a piece into slides came to.</summary>
public abstract record SlideCut
{
    private SlideCut() { }

    /// <param name="Slides">Without photos.</param>
    public sealed record Done(IReadOnlyList<SlideText> Slides, IReadOnlyList<Warning> Warnings) : SlideCut;

    public sealed record Impossible(IReadOnlyList<Problem> Problems) : SlideCut;
}

using Publisher.Channels.Imaging;

namespace Publisher.Channels.Composing;

/// <summary>What composing came to: a variant with its files, or every reason why there is none.</summary>
public abstract record Composition
{
    private Composition() { }

    /// <param name="Files">The bytes behind the variant's files that do not lie in the media store yet.</param>
    public sealed record Ready(Variant Variant, IReadOnlyList<RenderedFile> Files, IReadOnlyList<Warning> Warnings) : Composition;

    public sealed record Impossible(IReadOnlyList<Problem> Problems) : Composition;
}

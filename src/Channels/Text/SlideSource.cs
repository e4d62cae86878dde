namespace Publisher.Channels.Text;

/// <summary>What slides are made from.</summary>
/// <param name="Field">Path of the text in the request, for problems.</param>
/// <param name="Given">Slides that an editor wrote; empty: cut them from title, summary and body.</param>
/// <param name="ClosingLine">Shared name and address for a last slide; null where the network forbids them.</param>
public sealed record SlideSource(
    string Language,
    string Field,
    string? Title,
    string? Summary,
    MarkdownText Body,
    IReadOnlyList<string> Given,
    string? ClosingLine,
    SlideLength Length
);

namespace Publisher.Channels.Imaging;

/// <summary>A slide's text, set in lines of the size that suits its kind.</summary>
/// <param name="Ink">The drawn lines; none of them is wider than the box.</param>
internal sealed record FittedText(IReadOnlyList<IReadOnlyList<StyledText.Word>> Lines, TypeFace Face, SetText Ink)
{
    public bool HasAccent => Lines.Any(line => line.Any(word => word.Runs.Any(run => run.Bold)));
}

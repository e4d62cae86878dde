namespace Publisher.Channels.Imaging;

/// <summary>A slide's text, set in lines of the size that suits its kind.</summary>
/// <param name="Ink">The drawn lines; none of them is wider than the box.</param>
internal sealed record FittedText(IReadOnlyList<IReadOnlyList<StyledText.Word>> Lines, TypeFace Face, SetText Ink)
{
    private const int ShortWord = 3;

    /// <summary>A line holds nothing but one short word: the words beside it are too wide to take it in.</summary>
    public bool HasLoneWord =>
        Lines.Count > 1 && Lines.Any(line => line.Count == 1 && line[0].Text.Count(char.IsLetterOrDigit) <= ShortWord);

    public bool HasAccent => Lines.Any(line => line.Any(word => word.Runs.Any(run => run.Bold)));
}

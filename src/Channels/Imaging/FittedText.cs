using System.Text;

namespace Publisher.Channels.Imaging;

/// <summary>A slide's text, broken into lines at the size that suits its kind.</summary>
internal sealed record FittedText(IReadOnlyList<IReadOnlyList<StyledText.Word>> Lines, TypeFace Face, double Pitch)
{
    public double Height => Pitch * Lines.Count;

    public bool HasAccent => Lines.Any(line => line.Any(word => word.Runs.Any(run => run.Bold)));
}

/// <summary>Chooses size and lines: smaller for a word that is wider than the box, never for length.</summary>
internal sealed class TextFitter(SlideLayout layout, TypeSetter setter, SlideDeck deck)
{
    /// <summary>The fitted text, or why it cannot be set.</summary>
    public (FittedText? Text, Problem? Problem) Fit(SlideText slide, int number)
    {
        var text = StyledText.Parse(slide.Text);
        var room = layout.TextBox.Width - (slide.Kind == SlideKind.Quote ? layout.QuoteBar.Thickness + layout.QuoteBar.Gap : 0);
        var mostLines = slide.Kind == SlideKind.Hook ? layout.MostHookLines : layout.MostLines;
        var bold = slide.Photo is not null || slide.Kind == SlideKind.Hook;
        FittedText? longest = null;
        foreach (var (size, lines) in Sizes(slide.Kind, mostLines))
        {
            var face = new TypeFace(size, bold);
            if (text.Words.Any(word => setter.Width(word, face) > room))
            {
                continue;
            }

            longest = Break(text, face, room, slide.Kind == SlideKind.Hook);
            if (longest.Lines.Count <= lines)
            {
                return (longest, null);
            }

            if (lines == mostLines)
            {
                break;
            }
        }

        return (null, longest is null ? TooWide(text, room, bold, number) : TooLong(longest, mostLines, number));
    }

    /// <summary>Sizes to try, largest first, each with the lines it may take.</summary>
    private IEnumerable<(int Size, int Lines)> Sizes(SlideKind kind, int mostLines)
    {
        var georgian = deck.Language.StartsWith("ka", StringComparison.OrdinalIgnoreCase) ? 4 : 0; // no capitals: all its letters are low
        var first = (deck.LargeType ? 64 : 56) + georgian;
        switch (kind)
        {
            case SlideKind.Hook:
                yield return (96, 3);
                yield return (84, 4);
                first = 72;
                break;
            case SlideKind.Quote or SlideKind.Closing:
                yield return (72, 5);
                first = 64;
                break;
        }

        for (var size = first; size >= layout.SmallestType; size -= layout.TypeStep)
        {
            yield return (size, mostLines);
        }
    }

    private FittedText Break(StyledText text, TypeFace face, int room, bool hook)
    {
        var widths = text.Words.Select(word => setter.Width(word, face)).ToList();
        var starts = LineBreaker.Break(text.Words, widths, setter.Gap(face), room);
        var lines = starts.Select((start, line) => Words(text, start, line + 1 < starts.Count ? starts[line + 1] : text.Words.Count));
        return new FittedText([.. lines], face, setter.PitchFor(face.Size, hook));
    }

    private static IReadOnlyList<StyledText.Word> Words(StyledText text, int from, int until) =>
        [.. text.Words.Skip(from).Take(until - from)];

    private Problem TooWide(StyledText text, int room, bool bold, int number)
    {
        var face = new TypeFace(layout.SmallestType, bold);
        var word = text.Words.MaxBy(word => setter.Width(word, face))!;
        return new Problem(
            "word_too_wide",
            $"slides[{number}]",
            $"Slide {number + 1}: “{word.Text}” is {setter.Width(word, face):0} px wide at {layout.SmallestType} px, the smallest readable size; "
                + $"the box has {room} px. Shorten the word or part it with a hyphen and a space."
        );
    }

    private static Problem TooLong(FittedText text, int mostLines, int number) =>
        new(
            "slide_too_long",
            $"slides[{number}]",
            $"Slide {number + 1} takes {text.Lines.Count} lines at {text.Face.Size} px; the limit is {mostLines}. Part it into two slides."
        );
}

namespace Publisher.Channels.Imaging;

/// <summary>
/// Chooses size and lines: smaller for a word or a bond that is wider than the box, never for length. Of the sizes that a template offers
/// the largest in which no short word has a line to itself, if there is one.
/// </summary>
internal sealed class TextFitter(SlideLayout layout, TypeSetter setter, SlideDeck deck)
{
    /// <summary>Words are measured apart; a finished line can come out a little wider, and is then broken anew in less room.</summary>
    private const int Tries = 4;

    private readonly WordRuler _ruler = new(setter);

    /// <summary>The fitted text, or why it cannot be set.</summary>
    public (FittedText? Text, Problem? Problem) Fit(SlideText slide, int number)
    {
        var text = StyledText.Parse(slide.Text, deck.Language);
        var room = layout.TextBox.Width - (slide.Kind == SlideKind.Quote ? layout.QuoteBar.Thickness + layout.QuoteBar.Gap : 0);
        var mostLines = slide.Kind == SlideKind.Hook ? layout.MostHookLines : layout.MostLines;
        var bold = slide.Photo is not null || slide.Kind == SlideKind.Hook;
        FittedText? withLoneWord = null;
        foreach (var (size, lines, isShrunk) in layout.Type.For(slide, deck, mostLines))
        {
            if (isShrunk && withLoneWord is not null)
            {
                break;
            }

            var face = new TypeFace(size, bold);
            var widths = _ruler.Widths(text.Words, face);
            if (LineBreaker.Widest(text.Words, widths, _ruler.Gap(face), room).Width > room)
            {
                continue;
            }

            var (fitted, needed) = Set(text, face, room, lines, slide.Kind == SlideKind.Hook);
            if (fitted is not null && (isShrunk || !fitted.HasLoneWord))
            {
                return (fitted, null);
            }

            withLoneWord ??= fitted;
            if (withLoneWord is null && lines == mostLines && needed > mostLines)
            {
                return (null, TooLong(needed, size, mostLines, number));
            }
        }

        return withLoneWord is null ? (null, TooWide(text, room, bold, number)) : (withLoneWord, null);
    }

    /// <summary>The text in at most so many lines; null, with the lines it needs, when they are too few or no line break makes it narrow enough.</summary>
    /// <param name="room">px of a line.</param>
    public (FittedText? Text, int Lines) Set(StyledText text, TypeFace face, int room, int mostLines, bool hook)
    {
        var widths = _ruler.Widths(text.Words, face);
        var pitch = setter.PitchFor(face.Size, hook);
        var lines = 0;
        for (var (attempt, less) = (0, 0); attempt < Tries; attempt++)
        {
            var starts = LineBreaker.Break(text.Words, widths, _ruler.Gap(face), room, less);
            lines = starts.Count;
            if (lines > mostLines)
            {
                break;
            }

            var words = Lines(text, starts);
            var ink = setter.Set(words, face, pitch);
            if (ink.Width <= room)
            {
                return (new FittedText(words, face, ink), lines);
            }

            less += ink.Width - room;
        }

        return (null, lines);
    }

    private static List<IReadOnlyList<StyledText.Word>> Lines(StyledText text, IReadOnlyList<int> starts) =>
        [.. starts.Zip([.. starts.Skip(1), text.Words.Count], (start, next) => text.Words.Take(start..next).ToList())];

    private Problem TooWide(StyledText text, int room, bool bold, int number)
    {
        var face = new TypeFace(layout.Type.Smallest, bold);
        var (words, width) = LineBreaker.Widest(text.Words, _ruler.Widths(text.Words, face), _ruler.Gap(face), room);
        var word = string.Join(' ', text.Words.Take(words).Select(word => word.Text));
        return new Problem(
            "word_too_wide",
            $"slides[{number}]",
            $"Slide {number + 1}: “{word}” is {width:0} px wide at {face.Size} px, the smallest readable size; "
                + $"the box has {room} px. Shorten the word or part it with a hyphen and a space."
        );
    }

    private static Problem TooLong(int lines, int size, int mostLines, int number) =>
        new(
            "slide_too_long",
            $"slides[{number}]",
            $"Slide {number + 1} takes {lines} lines at {size} px; the limit is {mostLines}. Part it into two slides."
        );
}

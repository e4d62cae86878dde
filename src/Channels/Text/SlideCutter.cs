using Publisher.Channels.Imaging;

namespace Publisher.Channels.Text;

/// <summary>
/// Cuts a piece into slides (SLIDES 2): a hook of at most 60 letters, up to 8 points of whole sentences, a closing slide.
/// The same piece is always cut the same way. A hook that is too long and a piece that gives more slides than the network takes
/// are problems; what is left out for readability is a warning. Nothing goes silently.
/// </summary>
public static class SlideCutter
{
    private const int MostHookLetters = 60;
    private const int MostPoints = 8;
    private const int FewestPoints = 3;

    /// <param name="maxCount">The most pictures the network takes.</param>
    public static SlideCut Cut(SlideSource source, int maxCount) =>
        source.Given.Any(slide => !string.IsNullOrWhiteSpace(slide)) ? CutGiven(source, maxCount) : CutText(source, maxCount);

    private static SlideCut CutGiven(SlideSource source, int maxCount)
    {
        var given = source.Given.Select(CleanText.Line).Where(slide => slide.Length > 0).ToList();
        var hook = WithoutStop(given[0]);
        var points = given
            .Skip(1)
            .SelectMany(slide => SlidePoints.Whole(slide, source.Language, source.Length))
            .Select(text => new SlideText(SlideKind.Point, text, null));
        List<SlideText> slides = [new SlideText(SlideKind.Hook, hook, null), .. points];
        if (slides.Count > FewestPoints)
        {
            slides[^1] = slides[^1] with { Kind = SlideKind.Closing };
        }

        var split =
            slides.Count > given.Count
                ? [new Warning("slide_split", $"Slides over {source.Length.Most} letters were split: {given.Count} became {slides.Count}.")]
                : Array.Empty<Warning>();
        return Checked(source, $"{source.Field}.slides[0]", slides, split, maxCount);
    }

    private static SlideCut CutText(SlideSource source, int maxCount)
    {
        var points = ChoosePoints(source, out var warnings);
        if (points.Count >= maxCount)
        {
            return new SlideCut.Impossible([TooMany(source, points.Count, maxCount)]);
        }

        if (points.Count > MostPoints)
        {
            warnings.Add(
                new Warning(
                    "slides_cut",
                    $"The text gives {points.Count} slides, at most {MostPoints} are read: the first {MostPoints} were drawn."
                )
            );
        }

        var slides = WithHook(source, [.. points.Take(MostPoints)]);
        AddClosing(slides, source);
        return slides.Count == 0
            ? new SlideCut.Impossible([new Problem("text_empty", source.Field, "There is no text to make slides from.")])
            : Checked(source, $"{source.Field}.title", slides, warnings, maxCount);
    }

    /// <summary>
    /// Summary and body if they are short enough together, else the body, else the body without its headings, else a summary that is
    /// long enough to stand alone, else what the body begins with.
    /// </summary>
    private static List<SlideText> ChoosePoints(SlideSource source, out List<Warning> warnings)
    {
        var summary = SlideParagraphs.Of(source.Summary, source.Language, source.Length);
        var body = SlideParagraphs.Of(source.Body, source.Language, source.Length);
        warnings = [];
        if (body.Count <= MostPoints)
        {
            return summary.Count + body.Count <= MostPoints ? [.. summary, .. body] : body;
        }

        var prose = SlideParagraphs.Of(source.Body.WithoutHeadings(), source.Language, source.Length);
        if (prose.Count > MostPoints && summary.Count is >= FewestPoints and <= MostPoints)
        {
            var message = $"The body gives {prose.Count} slides, at most {MostPoints} are read: they were made from the summary.";
            warnings.Add(new Warning("slides_from_summary", message));
            return summary;
        }

        if (prose.Count < body.Count)
        {
            warnings.Add(new Warning("headings_dropped", "The headings were left out of the slides."));
        }

        return prose;
    }

    /// <summary>The title, or the first sentence when it is short enough; else the points stand alone.</summary>
    private static List<SlideText> WithHook(SlideSource source, List<SlideText> points)
    {
        if (source.Title is { } title)
        {
            return [new SlideText(SlideKind.Hook, WithoutStop(title), null), .. OneCardIfFew(points, source.Length)];
        }

        var first = points.Count > 0 && BoldMarks.Letters(points[0].Text) <= MostHookLetters ? points[0] : null;
        return first is null
            ? points
            : [new SlideText(SlideKind.Hook, WithoutStop(first.Text), null), .. OneCardIfFew([.. points.Skip(1)], source.Length)];
    }

    private static List<SlideText> OneCardIfFew(List<SlideText> points, SlideLength length)
    {
        var joined = string.Join(' ', points.Select(point => point.Text));
        return points.Count is 2 && points.All(point => point.Kind == SlideKind.Point) && BoldMarks.Letters(joined) <= length.Most
            ? [points[0] with { Text = joined }]
            : points;
    }

    private static void AddClosing(List<SlideText> slides, SlideSource source)
    {
        if (slides.Count <= FewestPoints)
        {
            return;
        }

        if (source.ClosingLine is { } line)
        {
            slides.Add(new SlideText(SlideKind.Closing, line, null));
        }
        else if (slides[^1].Kind == SlideKind.Point)
        {
            slides[^1] = slides[^1] with { Kind = SlideKind.Closing };
        }
    }

    private static SlideCut Checked(
        SlideSource source,
        string hookField,
        List<SlideText> slides,
        IReadOnlyList<Warning> warnings,
        int limit
    )
    {
        var problems = new List<Problem>();
        var hook = BoldMarks.Letters(slides[0].Text);
        if (slides[0].Kind == SlideKind.Hook && hook > MostHookLetters)
        {
            problems.Add(
                new Problem(
                    "hook_too_long",
                    hookField,
                    $"The first slide has {hook} letters, limit {MostHookLetters}: {hook}/{MostHookLetters}."
                )
            );
        }

        if (slides.Count > limit)
        {
            var message =
                $"The text gives {slides.Count} slides, limit {limit}: shorten it, or write a shorter summary or the slides themselves.";
            problems.Add(new Problem("too_many_slides", $"{source.Field}.slides", message));
        }

        return problems.Count > 0 ? new SlideCut.Impossible(problems) : new SlideCut.Done(slides, warnings);
    }

    private static Problem TooMany(SlideSource source, int count, int limit) =>
        new(
            "too_many_slides",
            $"{source.Field}.slides",
            $"The text gives {count} slides, limit {limit}: shorten it, or write a summary or the slides themselves."
        );

    /// <summary>A hook ends without a full stop (SLD-20); other marks stay.</summary>
    private static string WithoutStop(string hook)
    {
        var text = hook.TrimEnd();
        var ends = text.EndsWith('.') && !text.EndsWith("..", StringComparison.Ordinal);
        return ends || text.EndsWith('։') ? text[..^1] : text;
    }
}

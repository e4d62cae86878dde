using System.Text;

namespace Publisher.Channels.Imaging;

/// <summary>Draws decks of slides. The same deck and photos give the same bytes. Safe to share; each call works on one thread.</summary>
public sealed class SlideRenderer(PictureLibrary library)
{
    /// <summary>UTF-16 units: far more than any slide holds, and little enough to measure.</summary>
    private const int LongestText = 1000;

    /// <param name="photos">What the slides' photo indexes point at; the caller disposes them.</param>
    /// <param name="progress">Percent done, at most once for each slide.</param>
    public SlideResult Render(
        SlideDeck deck,
        IReadOnlyList<DecodedPhoto> photos,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(deck);
        var layout = SlideLayout.For(deck.Shape);
        var setter = new TypeSetter(deck.Language, layout);
        var (texts, problems) = Fit(deck, layout, setter, photos);
        if (problems.Count > 0)
        {
            return new SlideResult.Impossible(problems);
        }

        var painter = new SlidePainter(layout, setter, deck);
        var grounds = new Dictionary<int, SlideGround>();
        var files = new List<RenderedFile>();
        for (var number = 0; number < texts.Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var photo = deck.Slides[number].Photo;
            var ground = Ground(grounds, photo, photos, layout);
            files.Add(painter.Paint(number, texts[number], ground));
            progress?.Report(100 * (number + 1) / texts.Count);
        }

        return new SlideResult.Drawn(files, Warnings(grounds, layout));
    }

    private (List<FittedText> Texts, List<Problem> Problems) Fit(
        SlideDeck deck,
        SlideLayout layout,
        TypeSetter setter,
        IReadOnlyList<DecodedPhoto> photos
    )
    {
        var texts = new List<FittedText>();
        var problems = library.Problems.ToList();
        var fitter = new TextFitter(layout, setter, deck);
        for (var number = 0; number < deck.Slides.Count && library.Problems.Count == 0; number++)
        {
            var slide = deck.Slides[number];
            var faults = Faults(slide, number, photos.Count).ToList();
            problems.AddRange(faults);
            if (faults.Count > 0)
            {
                continue;
            }

            var (text, problem) = fitter.Fit(slide, number);
            if (text is null)
            {
                problems.Add(problem!);
                continue;
            }

            texts.Add(text);
        }

        return (texts, problems);
    }

    private IEnumerable<Problem> Faults(SlideText slide, int number, int photos)
    {
        var field = $"slides[{number}]";
        if (!Glyphs.HaveInk(slide.Text.Replace("*", "")))
        {
            yield return new Problem("empty_slide", field, $"Slide {number + 1} has no text.");
        }

        if (slide.Text.Length > LongestText)
        {
            yield return new Problem(
                "slide_too_long",
                field,
                $"Slide {number + 1} has {slide.Text.Length} letters; the limit is {LongestText}."
            );
        }

        if (slide.Photo is { } photo && (photo < 0 || photo >= photos))
        {
            throw new ArgumentException($"Slide {number + 1} asks for photo {photo} of {photos}.");
        }

        foreach (var rune in slide.Text.EnumerateRunes().Distinct().Where(rune => !Rune.IsControl(rune) && !library.CanDraw(rune)))
        {
            yield return new Problem(
                "no_glyph",
                field,
                $"Slide {number + 1}: none of our fonts has the character “{rune}” (U+{rune.Value:X4}). Put another in its place."
            );
        }
    }

    private static SlideGround Ground(
        Dictionary<int, SlideGround> grounds,
        int? photo,
        IReadOnlyList<DecodedPhoto> photos,
        SlideLayout layout
    )
    {
        var key = photo ?? -1;
        if (!grounds.TryGetValue(key, out var ground))
        {
            ground = photo is { } index ? SlideGround.Of(photos[index], layout) : SlideGround.Card(layout);
            grounds.Add(key, ground);
        }

        return ground;
    }

    private static List<Warning> Warnings(Dictionary<int, SlideGround> grounds, SlideLayout layout) =>
        [
            .. grounds
                .Where(ground => ground.Value.Enlargement > layout.MostEnlargement)
                .Select(ground => new Warning(
                    "photo_small",
                    $"Photo {ground.Key + 1} is enlarged {ground.Value.Enlargement:0.0} times and will look soft; "
                        + $"the limit for a sharp picture is {layout.MostEnlargement:0.0}."
                )),
        ];
}

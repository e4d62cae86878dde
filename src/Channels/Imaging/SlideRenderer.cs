using System.Text;
using Publisher.Channels.Text;

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
        var problems = library.ProblemsOf(deck.Look.Font).ToList();
        if (problems.Count > 0)
        {
            return new SlideResult.Impossible(problems);
        }

        var stages = deck
            .Slides.Select(SlideSurfaces.Of)
            .Distinct()
            .ToDictionary(surface => surface, surface => new SlideStage(deck, surface));
        try
        {
            problems.AddRange(stages.Values.Select(stage => stage.Problem).OfType<Problem>().Take(1));
            var texts = Fit(deck, stages, photos, problems);
            return problems.Count > 0
                ? new SlideResult.Impossible(problems)
                : Draw(deck, stages, texts, photos, progress, cancellationToken);
        }
        finally
        {
            stages.Values.ToList().ForEach(stage => stage.Dispose());
        }
    }

    private List<FittedText> Fit(
        SlideDeck deck,
        Dictionary<SlideSurface, SlideStage> stages,
        IReadOnlyList<DecodedPhoto> photos,
        List<Problem> problems
    )
    {
        var texts = new List<FittedText>();
        for (var number = 0; number < deck.Slides.Count; number++)
        {
            var slide = deck.Slides[number];
            var faults = Faults(slide, number, photos.Count).ToList();
            problems.AddRange(faults);
            if (faults.Count > 0)
            {
                continue;
            }

            var (text, problem) = stages[SlideSurfaces.Of(slide)].Fit(number);
            if (text is null)
            {
                problems.Add(problem!);
                continue;
            }

            texts.Add(text);
        }

        return texts;
    }

    private static SlideResult Draw(
        SlideDeck deck,
        Dictionary<SlideSurface, SlideStage> stages,
        List<FittedText> texts,
        IReadOnlyList<DecodedPhoto> photos,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        var files = new List<RenderedFile>();
        var warnings = new List<Warning>();
        var problems = new List<Problem>();
        for (var number = 0; number < texts.Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var slide = deck.Slides[number];
            var stage = stages[SlideSurfaces.Of(slide)];
            var (ground, isNew) = stage.Ground(slide.Photo, photos);
            if (isNew)
            {
                NoteEnlargement(ground, slide.Photo, stage.Layout, warnings);
            }

            var place = stage.Place(number, texts[number], ground);
            NoteFocus(place, number, warnings);
            if (stage.Illegible(number, texts[number], place, ground) is { } problem)
            {
                problems.Add(problem);
                continue;
            }

            files.Add(stage.Paint(number, texts[number], place, ground));
            progress?.Report(100 * (number + 1) / texts.Count);
        }

        return problems.Count > 0 ? new SlideResult.Impossible(problems) : new SlideResult.Drawn(files, warnings);
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
                $"Slide {number + 1}: none of our fonts has the character “{rune}” ({CharacterNames.Of(rune)}). Put another in its place."
            );
        }
    }

    private static void NoteFocus(TextPlacement place, int number, List<Warning> warnings)
    {
        if (place.CoversFocus)
        {
            warnings.Add(
                new Warning(
                    "focus_covered",
                    $"Slide {number + 1}: the text leaves no room for what its photo is about; shorten it, or choose another photo."
                )
            );
        }
    }

    private static void NoteEnlargement(SlideGround ground, int? photo, SlideLayout layout, List<Warning> warnings)
    {
        if (ground.Enlargement > layout.MostEnlargement)
        {
            warnings.Add(
                new Warning(
                    "photo_small",
                    $"Photo {photo + 1} is enlarged {ground.Enlargement:0.0} times and will look soft; "
                        + $"the limit for a sharp picture is {layout.MostEnlargement:0.0}."
                )
            );
        }
    }
}

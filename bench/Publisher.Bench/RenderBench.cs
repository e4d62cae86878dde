using System.Diagnostics;
using NetVips;
using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Video;

namespace Publisher.Bench;

/// <summary>
/// What drawing costs beyond the floor: reading the photograph at the size it is shown and writing the slide. Both are measured in turns
/// in one run, on one thread, so that a busy neighbour disturbs both; the ratios are medians over the rounds.
/// </summary>
internal static class RenderBench
{
    private const int Rounds = 41;

    /// <summary>Until the runtime has compiled for good what it runs often, as in a service that has been up for a minute.</summary>
    private const int Uncounted = 40;

    private static readonly string[] Texts =
    [
        "Երկու գյուղի բնակիչները **երեսուն տարի անց** առաջին անգամ հանդիպեցին և որոշեցին միասին նորոգել կամուրջը։",
        "Մենք չենք խնդրում սիրել հարևանին, խնդրում ենք **չվախենալ** նրանից, ասաց հանդիպման մասնակիցներից մեկը։",
        "Ավտոբուսը մեկնում է օրական 2 անգամ՝ ժամը 7:30-ին և 18:45-ին, տոմսն արժե **1 200 դրամ**։",
        "Փոխադարձ անվստահությունը հաղթահարելու համար **անհրաժեշտ են** միջմշակութային հանդիպումներ։",
        "2026 թ. մայիսի 12-14-ին ՄԱԿ-ի սրահում տեղի կունենա **3-րդ հանդիպումը**։",
        "12 450 ընտանիքից **37 %-ը** ցանկանում է վերադառնալ, 41,5 %-ը վստահ չէ։",
        "Երբ ապրիլին բացեցին **հին ճանապարհը**, առաջինը դրանով գնացին ոչ թե զբոսաշրջիկները, այլ տարեց մարդիկ։",
        "Հնարավո՞ր է խոսել **խաղաղության** մասին, եթե ոչ ոք չի ուզում լսել։",
    ];

    /// <summary>What is said is measured once, however often it is repeated.</summary>
    private static readonly SlideText[] SameDeck = [.. Texts.Select(_ => new SlideText(SlideKind.Point, Texts[0], 0))];
    private static readonly SlideText[] Deck = [.. Texts.Select(text => new SlideText(SlideKind.Point, text, 0))];
    private static readonly SlideText[] One = Deck[..1];

    public static async Task<RenderFigures> RunAsync(RenderOptions options, CancellationToken cancellationToken)
    {
        using var library = new PictureLibrary(new ImagingOptions());
        if (library.Problems is [var problem, ..])
        {
            throw new Publisher.Sandbox.Demo.DemoFailure(problem.Message);
        }

        var (name, photo) = RenderPhoto.Of(options.Photo);
        using var header = Image.NewFromBuffer(photo);
        Console.WriteLine($"{name}: {header.Width}x{header.Height} pixels, {photo.Length / 1000} kB");
        var renderer = new SlideRenderer(library);
        for (var round = 0; round < Uncounted; round++)
        {
            _ = Draw(photo, renderer, One);
        }

        var one = Compare(photo, renderer, One, threads: 1);
        Console.WriteLine($"one slide: floor {one.Floor} ms, ours {one.Ours} ms");
        var two = Compare(photo, renderer, One, threads: 2);
        Console.WriteLine($"one slide on each of two threads: floor {two.Floor} ms, ours {two.Ours} ms");
        var same = Compare(photo, renderer, SameDeck, threads: 1);
        Console.WriteLine($"{Deck.Length} slides of one text: one decode and {Deck.Length} encodes {same.Floor} ms, ours {same.Ours} ms");
        var deck = Compare(photo, renderer, Deck, threads: 1);
        Console.WriteLine($"{Deck.Length} slides of {Deck.Length} texts: {deck.Floor} ms, ours {deck.Ours} ms");
        var film = await FilmAsync(photo, renderer, new VideoRenderer(library), cancellationToken);
        var texts = await TextBench.RunAsync(cancellationToken);
        return new RenderFigures(
            name,
            one.Floor,
            one.Ours,
            one.Ratio,
            two.Ratio,
            same.Ratio,
            deck.Ratio,
            film,
            await RenderMemory.OfAsync(options.Photo, pixels: 12_000_000, cancellationToken),
            await RenderMemory.OfAsync(null, pixels: 40_000_000, cancellationToken),
            texts
        );
    }

    /// <summary>Draws one slide from a file, as the service does.</summary>
    public static void DrawOne(byte[] photo, SlideRenderer renderer) => _ = Draw(photo, renderer, One);

    private static IReadOnlyList<RenderedFile> Draw(byte[] photo, SlideRenderer renderer, SlideText[] slides)
    {
        using var decoded = DecodedPhoto.Load(photo, covers: null, focus: null, SlideShape.Vertical9x16);
        var deck = new SlideDeck(SlideShape.Vertical9x16, "hy", LargeType: false, Brand: false, slides);
        return renderer.Render(deck, [decoded], null, CancellationToken.None) is SlideResult.Drawn drawn
            ? drawn.Files
            : throw new InvalidOperationException("The sample cannot be drawn.");
    }

    private static Comparison Compare(byte[] photo, SlideRenderer renderer, SlideText[] slides, int threads)
    {
        var (floors, ours) = (new List<double>(), new List<double>());
        using var opened = Image.NewFromBuffer(Draw(photo, renderer, One)[0].Bytes);
        using var slide = opened.CopyMemory();
        for (var round = 0; round <= Rounds; round++)
        {
            var floor = Time(threads, () => Floor(photo, slide, slides.Length));
            var drawn = Time(threads, () => Draw(photo, renderer, slides));
            if (round > 0)
            {
                floors.Add(floor);
                ours.Add(drawn);
            }
        }

        return new Comparison(
            new Latencies(floors).At(0.5),
            new Latencies(ours).At(0.5),
            Math.Round(floors.Zip(ours, (floor, drawn) => drawn / floor).Order().ElementAt(Rounds / 2), 2)
        );
    }

    /// <summary>Reads the photograph as slides read it, and writes what was drawn as often as there are slides.</summary>
    private static void Floor(byte[] photo, Image slide, int slides)
    {
        using var decoded = DecodedPhoto.Load(photo, covers: null, focus: null, SlideShape.Vertical9x16);
        for (var number = 0; number < slides; number++)
        {
            _ = slide.JpegsaveBuffer(q: 85, keep: Enums.ForeignKeep.None);
        }
    }

    /// <summary>Milliseconds until all threads are done.</summary>
    private static double Time(int threads, Action work)
    {
        var started = Stopwatch.GetTimestamp();
        if (threads == 1)
        {
            work();
        }
        else
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => work());
        }

        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Time of making a film of eight slides, drawing included, by its playing time.</summary>
    private static async Task<double> FilmAsync(
        byte[] photo,
        SlideRenderer renderer,
        VideoRenderer films,
        CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        var scenes = Draw(photo, renderer, Deck).Select(slide => new VideoScene(slide, TimeSpan.FromSeconds(4))).ToList();
        var result = await films.RenderAsync(scenes, null, cancellationToken);
        var film = result as VideoResult.Made ?? throw new InvalidOperationException("The film cannot be made.");
        var took = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(
            $"film of {film.Duration.TotalSeconds:0.0} s, {film.File.Bytes.Length / 1000} kB: made in {took.TotalSeconds:0.0} s"
        );
        return Math.Round(took / film.Duration, 2);
    }

    /// <param name="Ratio">Median of what each round gave: a busy neighbour slows both halves of a round, but not all rounds alike.</param>
    private sealed record Comparison(double Floor, double Ours, double Ratio);
}

/// <param name="FloorMs">Reading the photograph at the size it is shown, and writing one slide.</param>
/// <param name="SlideMs">The same with everything that makes it a slide.</param>
/// <param name="EightSlidesRatio">Time of eight slides by that of one decode and eight encodes, all of the same text.</param>
/// <param name="EightTextsRatio">The same with a text of its own on each, whose words have to be measured first.</param>
/// <param name="VideoRatio">Time of making a film of eight slides by its playing time.</param>
/// <param name="PeakMb">Most memory of a process that draws one slide of a photograph of 12 million pixels.</param>
/// <param name="PeakMb40">The same with 40 million.</param>
/// <param name="TextVariantsMs">All text variants of a piece of 2,000 words for ten channels.</param>
internal sealed record RenderFigures(
    string Photo,
    double FloorMs,
    double SlideMs,
    double Ratio,
    double RatioTwoThreads,
    double EightSlidesRatio,
    double EightTextsRatio,
    double VideoRatio,
    double PeakMb,
    double PeakMb40,
    double TextVariantsMs
);

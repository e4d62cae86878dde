using System.Text;
using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Video;
using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>
/// The slides as a film: cut shorter than for pictures, each as long as it takes to read, with a cover and the words as captions beside it.
/// </summary>
internal sealed class VideoComposer(SlideDrawing drawing, VideoRenderer renderer)
{
    /// <summary>Changes whenever the same deck would be filmed otherwise.</summary>
    private const string Filming = "video/1";

    /// <summary>More than a hook, eight points and a closing slide is never cut from a text.</summary>
    private const int MostSlides = 25;

    /// <summary>Percent of the work that drawing the slides is.</summary>
    private const int DrawingShare = 15;

    private static readonly TimeSpan Advised = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(180);

    public async Task<Composition> ComposeAsync(Piece piece, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var largeType = AgeBand.IsLargeType(piece.Channel.AgeBand);
        var (cut, problems) = PieceSlides.Cut(piece, SlideLength.Film(largeType), MostSlides);
        if (problems.Count > 0)
        {
            return new Composition.Impossible(problems);
        }

        var times = cut.Select(slide => ReadingTime.Of(slide.Text, largeType)).ToList();
        if (TooLong(piece, times) is { } tooLong)
        {
            return new Composition.Impossible([tooLong]);
        }

        var (drawn, faults) = await drawing.DrawAsync(
            piece,
            cut,
            SlideShape.Vertical9x16,
            Part(progress, 0, DrawingShare),
            cancellationToken
        );
        if (drawn is null)
        {
            return new Composition.Impossible(faults);
        }

        var scenes = drawn.Files.Zip(times, (file, time) => new VideoScene(file, time)).ToList();
        return await renderer.RenderAsync(scenes, Part(progress, DrawingShare, 100), cancellationToken) switch
        {
            VideoResult.Made made => WithText(piece, FilesOf(drawn, made, times), $"{drawn.Template} {Filming}"),
            VideoResult.Impossible impossible => new Composition.Impossible([impossible.Problem]),
            var other => throw new System.Diagnostics.UnreachableException($"{other} is no result of filming."),
        };
    }

    private static Problem? TooLong(Piece piece, List<TimeSpan> times)
    {
        var total = times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);
        var limit = piece.Network.Video is { } video && video.MaxDuration < Longest ? video.MaxDuration : Longest;
        if (total > limit)
        {
            return new Problem(
                "video_too_long",
                $"{piece.Text.Field}.slides",
                $"The film takes {total.TotalSeconds:0} s to read, limit {limit.TotalSeconds:0} s: shorten the text, or write the slides."
            );
        }

        if (total > Advised)
        {
            piece.Warnings.Add(
                new Warning("video_long", $"The film takes {total.TotalSeconds:0} s; most watch no longer than {Advised.TotalSeconds:0} s.")
            );
        }

        return null;
    }

    private static Composition WithText(Piece piece, PictureFiles files, string template)
    {
        var film = files.Files[0];
        if (piece.Network.Video is { } video && film.Bytes > video.MaxBytes)
        {
            var message = $"The film has {film.Bytes} bytes; {piece.Network.DisplayName} takes {video.MaxBytes}. Shorten the text.";
            return new Composition.Impossible([new Problem("video_too_heavy", piece.Text.Field, message)]);
        }

        var composition = ShortTextComposer.Compose(piece, files);
        return composition is Composition.Ready ready ? piece.Ready(ready.Variant.Parts, files, template) : composition;
    }

    private static PictureFiles FilesOf(SlideDrawing.Drawn drawn, VideoResult.Made made, List<TimeSpan> times)
    {
        var cues = drawn.Slides.Select(
            (slide, index) => new Captions.Cue(made.Starts[index], made.Starts[index] + times[index], slide.Text)
        );
        var srt = Text(Captions.ToSrt(cues), "application/x-subrip");
        var vtt = Text(Captions.ToVtt(cues), "text/vtt");
        var alt = string.Join(' ', drawn.Slides.Select(slide => BoldMarks.Without(slide.Text)));
        return new PictureFiles(
            [
                FileOf(made.File, alt, FilePurpose.Shown),
                FileOf(drawn.Files[0], BoldMarks.Without(drawn.Slides[0].Text), FilePurpose.Cover),
                FileOf(srt, "", FilePurpose.Captions),
                FileOf(vtt, "", FilePurpose.Captions),
            ],
            [made.File, drawn.Files[0], srt, vtt]
        );
    }

    private static RenderedFile Text(string text, string mediaType) => RenderedFile.Of(Encoding.UTF8.GetBytes(text), mediaType, 0, 0);

    private static VariantFile FileOf(RenderedFile file, string alt, FilePurpose purpose) =>
        new(file.Sha256, file.MediaType, file.Width, file.Height, file.Bytes.Length, alt) { Purpose = purpose };

    private static IProgress<int>? Part(IProgress<int>? whole, int from, int until) =>
        whole is null ? null : new PartOfProgress(whole, from, until);

    private sealed class PartOfProgress(IProgress<int> whole, int from, int until) : IProgress<int>
    {
        public void Report(int value) => whole.Report(from + ((until - from) * value / 100));
    }
}

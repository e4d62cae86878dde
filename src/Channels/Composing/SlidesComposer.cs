using Publisher.Channels.Imaging;
using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>Captioned slides, one message: cut from the text, drawn over the photos, with title and description beside them.</summary>
internal sealed class SlidesComposer(SlideDrawing drawing)
{
    public async Task<Composition> ComposeAsync(Piece piece, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var images = piece.Network.Images;
        var (cut, problems) = PieceSlides.Cut(piece, SlideLength.Picture, images.MaxCount);
        if (problems.Count > 0)
        {
            return new Composition.Impossible(problems);
        }

        var (drawn, faults) = await drawing.DrawAsync(piece, cut, images.Shape, progress, cancellationToken);
        return drawn is null ? new Composition.Impossible(faults) : WithText(piece, FilesOf(piece, drawn), drawn.Template);
    }

    private static Composition WithText(Piece piece, PictureFiles files, string template)
    {
        var composition = ShortTextComposer.Compose(piece, files);
        if (composition is not Composition.Ready ready)
        {
            return composition;
        }

        var part = ready.Variant.Parts[0];
        var measure = new TextMeasure(piece.Rules.Unit, part.Title is null ? null : piece.Rules.TitleLimit);
        var title = part.Title is { } whole ? TextFitting.CutAtWord(whole, measure, piece.Text.Language) : null;
        if (title != part.Title)
        {
            piece.Warnings.Add(
                new Warning(
                    "title_cut",
                    $"The title has {measure.Count(part.Title!)} characters; {piece.Network.DisplayName} shows {measure.Limit}."
                )
            );
        }

        return piece.Ready([part with { Title = title }], files, template);
    }

    private static PictureFiles FilesOf(Piece piece, SlideDrawing.Drawn drawn)
    {
        var files = drawn.Files.Select(
            (file, index) =>
            {
                var slide = drawn.Slides[index];
                var photo = slide.Photo is { } number ? piece.Pictures[number].Alt : "";
                var alt = AltText.Cut(AltText.OfSlide(slide.Text, photo), piece.Network.Images.AltLimit, piece.Text.Language);
                return new VariantFile(file.Sha256, file.MediaType, file.Width, file.Height, file.Bytes.Length, alt);
            }
        );
        return new PictureFiles([.. files], drawn.Files);
    }
}

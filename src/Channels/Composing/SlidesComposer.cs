using Publisher.Channels.Imaging;
using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>Captioned slides, one message: cut from the text, drawn over the photos, with title and description beside them.</summary>
internal sealed class SlidesComposer(SlideRenderer renderer)
{
    /// <summary>Changes whenever the same deck would be drawn otherwise.</summary>
    private const string Template = "slides/1";

    public async Task<Composition> ComposeAsync(Piece piece, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var (cut, problems) = PieceSlides.Cut(piece);
        if (problems.Count > 0)
        {
            return new Composition.Impossible(problems);
        }

        var slides = Spread(cut, piece.Pictures.Count);
        var used = 1 + (slides.Max(slide => slide.Photo) ?? -1);
        if (used < piece.Pictures.Count)
        {
            var message = $"The piece has {piece.Pictures.Count} pictures; its {slides.Count} slides show the first {used}.";
            piece.Warnings.Add(new Warning("images_dropped", message));
        }

        var photos = new List<DecodedPhoto>();
        try
        {
            var corrupt = await DecodeAsync(piece, photos, used, cancellationToken);
            return corrupt.Count > 0 ? new Composition.Impossible(corrupt) : Draw(piece, slides, photos, progress, cancellationToken);
        }
        finally
        {
            photos.ForEach(photo => photo.Dispose());
        }
    }

    private Composition Draw(
        Piece piece,
        IReadOnlyList<SlideText> slides,
        List<DecodedPhoto> photos,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        var images = piece.Network.Images;
        var deck = new SlideDeck(images.Shape, piece.Text.Language, AgeBand.IsLargeType(piece.Channel.AgeBand), images.Brand, slides);
        switch (renderer.Render(deck, photos, progress, cancellationToken))
        {
            case SlideResult.Impossible impossible:
                return new Composition.Impossible(impossible.Problems);
            case SlideResult.Drawn drawn:
                piece.Warnings.AddRange(drawn.Warnings);
                return WithText(piece, FilesOf(piece, slides, drawn.Files));
            case var other:
                throw new System.Diagnostics.UnreachableException($"{other} is no result of drawing.");
        }
    }

    private static Composition WithText(Piece piece, PictureFiles files)
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

        return piece.Ready([part with { Title = title }], files, Template);
    }

    private static async Task<List<Problem>> DecodeAsync(
        Piece piece,
        List<DecodedPhoto> photos,
        int count,
        CancellationToken cancellationToken
    )
    {
        var problems = new List<Problem>();
        foreach (var picture in piece.Pictures.Take(count))
        {
            var bytes = await picture.ReadAsync(cancellationToken);
            try
            {
                photos.Add(DecodedPhoto.Load(bytes, picture.Media.Covers, picture.Media.Focus, piece.Network.Images.Shape));
            }
            catch (InvalidDataException)
            {
                problems.Add(picture.Corrupt());
            }
        }

        return problems;
    }

    /// <summary>Photos in their order, each on neighbouring slides; the closing slide is a calm card.</summary>
    private static IReadOnlyList<SlideText> Spread(IReadOnlyList<SlideText> slides, int photos)
    {
        var shown = slides.Count(slide => slide.Kind != SlideKind.Closing);
        return
        [
            .. slides.Select(
                (slide, index) =>
                    slide.Kind == SlideKind.Closing || photos == 0 ? slide : slide with { Photo = index * Math.Min(photos, shown) / shown }
            ),
        ];
    }

    private static PictureFiles FilesOf(Piece piece, IReadOnlyList<SlideText> slides, IReadOnlyList<RenderedFile> drawn)
    {
        var files = drawn.Select(
            (file, index) =>
            {
                var photo = slides[index].Photo is { } number ? piece.Pictures[number].Alt : "";
                var alt = AltText.Cut(AltText.OfSlide(slides[index].Text, photo), piece.Network.Images.AltLimit, piece.Text.Language);
                return new VariantFile(file.Sha256, file.MediaType, file.Width, file.Height, file.Bytes.Length, alt);
            }
        );
        return new PictureFiles([.. files], drawn);
    }
}

using Publisher.Channels.Imaging;
using Publisher.Channels.Templates;
using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>Draws the slides of a piece over its photos.</summary>
internal sealed class SlideDrawing(SlideRenderer renderer, TemplateCatalogue templates)
{
    /// <summary>Changes whenever the same deck would be drawn otherwise from the same template.</summary>
    private const string Drawing = "slides/4";

    /// <param name="Slides">With the photos they lie on.</param>
    /// <param name="Template">What drew them: this code's edition, and the template's name, version and hash.</param>
    public sealed record Drawn(IReadOnlyList<SlideText> Slides, IReadOnlyList<RenderedFile> Files, string Template);

    /// <summary>The slides, or every reason why they cannot be drawn.</summary>
    public async Task<(Drawn? Drawn, IReadOnlyList<Problem> Problems)> DrawAsync(
        Piece piece,
        IReadOnlyList<SlideText> cut,
        SlideShape shape,
        IProgress<int>? progress,
        CancellationToken cancellationToken
    )
    {
        var (look, wrong) = await PieceLook.OfAsync(piece, templates, cancellationToken);
        if (look is null)
        {
            return (null, wrong);
        }

        var slides = Spread(cut, piece.Pictures.Count);
        var used = 1 + (slides.Max(slide => slide.Photo) ?? -1);
        if (used < piece.Pictures.Count)
        {
            var message = $"The piece has {piece.Pictures.Count} pictures; its {slides.Count} slides show the first {used}.";
            piece.Warnings.Add(new Warning("images_dropped", message));
        }

        var (photos, corrupt) = await DecodeAsync(piece, used, shape, look, cancellationToken);
        if (corrupt.Count > 0)
        {
            return (null, corrupt);
        }

        var deck = new SlideDeck(shape, piece.Text.Language, AgeBand.IsLargeType(piece.Channel.AgeBand), piece.Network.Images.Brand, slides)
        {
            Look = look,
        };
        return Take(piece, deck, renderer.Render(deck, photos, progress, cancellationToken));
    }

    private static (Drawn?, IReadOnlyList<Problem>) Take(Piece piece, SlideDeck deck, SlideResult result)
    {
        switch (result)
        {
            case SlideResult.Impossible impossible:
                return (null, impossible.Problems);
            case SlideResult.Drawn drawn:
                piece.Warnings.AddRange(drawn.Warnings);
                return (new Drawn(deck.Slides, drawn.Files, $"{Drawing} {deck.Look.Template.Id}"), []);
            default:
                throw new System.Diagnostics.UnreachableException($"{result} is no result of drawing.");
        }
    }

    private static async Task<(List<DecodedPhoto> Photos, List<Problem> Corrupt)> DecodeAsync(
        Piece piece,
        int count,
        SlideShape shape,
        SlideLook look,
        CancellationToken cancellationToken
    )
    {
        var (photos, corrupt) = (new List<DecodedPhoto>(), new List<Problem>());
        foreach (var picture in piece.Pictures.Take(count))
        {
            try
            {
                photos.Add(await piece.Shelf.DecodeAsync(picture, shape, look, cancellationToken));
            }
            catch (InvalidDataException)
            {
                corrupt.Add(picture.Corrupt());
            }
        }

        return (photos, corrupt);
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
}

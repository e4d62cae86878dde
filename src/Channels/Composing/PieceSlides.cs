using Publisher.Channels.Imaging;
using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>The slides of a piece as its network allows them: no name, handle or address where brands are forbidden.</summary>
internal static class PieceSlides
{
    public static (IReadOnlyList<SlideText> Slides, IReadOnlyList<Problem> Problems) Cut(Piece piece, SlideLength length, int maxCount)
    {
        switch (SlideCutter.Cut(SourceOf(piece, length), maxCount))
        {
            case SlideCut.Done done:
                piece.Warnings.AddRange(done.Warnings);
                piece.Warnings.AddRange(Forbidden(piece.Network, done.Slides));
                return (done.Slides, []);
            case SlideCut.Impossible impossible:
                return ([], impossible.Problems);
            case var other:
                throw new System.Diagnostics.UnreachableException($"{other} is no result of cutting.");
        }
    }

    private static SlideSource SourceOf(Piece piece, SlideLength length) =>
        new(
            piece.Text.Language,
            piece.Text.Field,
            piece.Text.Title,
            piece.Text.Summary,
            piece.Text.Body.WithoutNotes(),
            piece.Text.Slides,
            piece.Network.Images.Brand ? ClosingLine(piece) : null,
            length
        );

    private static string? ClosingLine(Piece piece)
    {
        var byline = piece.Content.Byline is { } name ? CleanText.Line(name) : "";
        var address = piece.Link is { } link ? WithoutScheme(link.OriginalString) : "";
        return $"{byline} {address}".Trim() is { Length: > 0 } line ? line : null;
    }

    private static string WithoutScheme(string address) => address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..].TrimEnd('/');

    private static IEnumerable<Warning> Forbidden(NetworkProfile network, IReadOnlyList<SlideText> slides) =>
        network.Images.Brand
            ? []
            : slides
                .Select((slide, index) => (slide.Text, Number: index + 1))
                .Where(slide => ShowsAddress(slide.Text))
                .Select(slide => new Warning(
                    "link_on_slide",
                    $"Slide {slide.Number} shows an address or a handle; {network.DisplayName} forbids them on pictures."
                ));

    private static bool ShowsAddress(string text) =>
        AddressSpans.Find(text).Count > 0 || text.Split(' ').Any(word => word.TrimStart('(').StartsWith('@') && word.Length > 1);
}

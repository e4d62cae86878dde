using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>A Telegraph page that holds the whole text, and a message with title, summary and the page's address.</summary>
internal static class PageComposer
{
    /// <summary>Longest title of a page. Source: telegra.ph/api (CHANNELS 2).</summary>
    private static readonly TextMeasure TitleMeasure = new(CountUnit.Utf16Units, 256);

    /// <summary>Kept free for the address that takes the token's place.</summary>
    private const int AddressRoom = 100;

    /// <summary>Under one picture; ten of them must leave room for the text.</summary>
    private const int CaptionLetters = 1_500;

    public static Composition Compose(Piece piece, PictureFiles files)
    {
        var title = piece.Text.TitleOrBeginning();
        if (!TitleMeasure.Fits(title))
        {
            return piece.TooLong("The title of the page", TitleMeasure, title);
        }

        var pages = TelegraphNodes.Pages(PageText(piece, []), piece.Text.Language);
        if (title.Length == 0 || pages is ["[]"])
        {
            return piece.Empty();
        }

        var photos = piece.Channel.Settings.GetValueOrDefault("images") == "own_host" ? files.Files : [];
        return photos.Count == 0
            ? WithMessage(piece, files, title, pages)
            : WithMessage(piece, files, title, TelegraphNodes.Pages(PageText(piece, photos), piece.Text.Language));
    }

    private static Composition WithMessage(Piece piece, PictureFiles files, string title, IReadOnlyList<string> pages)
    {
        var limits = TextMeasure.Of(piece.Rules, files.Files.Count > 0);
        var measure = limits with { Limit = limits.Limit - AddressRoom };
        var titleLine = TextFlow.Of(title, RunStyle.Bold);
        TextFlow[] before = [piece.WarningLine, titleLine];
        TextFlow[] after = [TextFlow.Of(Part.PageUrlToken), piece.HashtagLine];
        var fixedText = TextFlow.Join([.. before, .. after]).Visible;
        if (!measure.Fits(fixedText))
        {
            return piece.TooLong("Warning, title, address of the page and hashtags", measure, fixedText);
        }

        var summary = TextFlow.Of(piece.Text.Summary ?? "");
        var kept = TextFitting.Cut(summary, measure.Less(fixedText + "\n\n"), piece.Text.Language);
        piece.NoteCut(summary, kept, limits);
        var message = TelegramHtml.Render(TextFlow.Join([.. before, kept, .. after]));
        return piece.Ready(
            [.. Pages(piece, title, pages, files), piece.NewPart(pages.Count + 1, message, files.Files) with { Link = null }],
            files
        );
    }

    private static IEnumerable<Part> Pages(Piece piece, string title, IReadOnlyList<string> pages, PictureFiles files) =>
        pages.Select(
            (page, index) =>
                piece.NewPart(index + 1, page, Shown(page, files)) with
                {
                    Kind = PartKind.Page,
                    Markup = Markup.TelegraphNodes,
                    Title = index == 0 ? title : Continued(title, $" ({index + 1}/{pages.Count})", piece.Text.Language),
                }
        );

    private static string Continued(string title, string number, string language) =>
        TextFitting.CutAtWord(title, TitleMeasure.Less(number), language) + number;

    private static IReadOnlyList<VariantFile> Shown(string page, PictureFiles files) =>
        [.. files.Files.Where(file => page.Contains(Part.FileToken(file.Sha256), StringComparison.Ordinal))];

    /// <summary>The warning comes before anything else, the first picture leads the text, the others follow it; footnotes come last.</summary>
    private static MarkdownText PageText(Piece piece, IReadOnlyList<VariantFile> photos)
    {
        var body = piece.Text.Body.Blocks;
        TextFlow[] edges = [piece.WarningLine, piece.LinkLine];
        var blocks = edges.Select(edge => edge.IsEmpty ? null : new TextBlock.Paragraph(edge.Runs)).ToList();
        var figures = photos.Select(photo => new TextBlock.Photo(photo.Sha256, Caption(photo, piece))).ToList();
        var (prose, notes) = (body.Where(block => block is not TextBlock.Notes), body.OfType<TextBlock.Notes>());
        IEnumerable<TextBlock?> all = [blocks[0], .. figures.Take(1), .. prose, .. figures.Skip(1), blocks[1], .. notes];
        return new MarkdownText([.. all.OfType<TextBlock>()]);
    }

    private static string Caption(VariantFile photo, Piece piece) => AltText.Cut(photo.Alt, CaptionLetters, piece.Text.Language);
}

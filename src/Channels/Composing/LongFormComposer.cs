using Publisher.Channels.Text;
using Publisher.Channels.Typography;

namespace Publisher.Channels.Composing;

/// <summary>The whole text: an article on a website, messages and albums on Telegram, or a Telegraph page with a message that leads to it.</summary>
internal static class LongFormComposer
{
    public static Composition Compose(Piece piece, PictureFiles files) =>
        piece switch
        {
            { Rules.Markup: Markup.Html } => Article(piece, files),
            { Rules.Markup: Markup.TelegramHtml } when piece.Channel.Settings.GetValueOrDefault("longText") == "telegraph" =>
                PageComposer.Compose(piece, files),
            { Rules.SplitsLongText: true } => Messages(piece, files),
            _ => ShortTextComposer.Compose(piece, files),
        };

    private static Composition Article(Piece piece, PictureFiles files)
    {
        var title = piece.Text.TitleOrBeginning();
        var measure = new TextMeasure(piece.Rules.Unit, piece.Rules.TitleLimit);
        if (!measure.Fits(title))
        {
            return piece.TooLong("The title", measure, title);
        }

        var body = piece.Text.Body;
        var warned = piece.WarningLine.IsEmpty ? body : new MarkdownText([new TextBlock.Paragraph(piece.WarningLine.Runs), .. body.Blocks]);
        var bonded = warned.Map(runs => Bonds.InHtml(runs, piece.Text.Language));
        var text = HtmlText.Render(bonded, piece.Text.Language);
        var part = piece.NewPart(1, text, files.Files) with { Title = title, Summary = piece.Text.Summary };
        return title.Length == 0 ? piece.Empty() : piece.Ready([part], files);
    }

    private static Composition Messages(Piece piece, PictureFiles files)
    {
        var markup = piece.Rules.Markup;
        TextFlow[] lead = [piece.WarningLine, piece.TitleLine, TextFlow.Of(piece.Text.Summary ?? "")];
        TextFlow[] rest = [FlowMarkup.Shown(FlowWriter.Write(piece.Text.Body), piece.Rules), piece.LinkLine, piece.HashtagLine];
        if (files.Files.Count == 0)
        {
            return Ready(piece, files, null, TextFlow.Join([.. lead, .. rest]));
        }

        var measure = TextMeasure.Of(piece.Rules, withFiles: true);
        if (!measure.Fits(piece.WarningLine.Visible))
        {
            return piece.TooLong("The content warning", measure, piece.WarningLine.Visible);
        }

        TextFlow[] all = [.. lead, .. rest];
        var taken = measure.Fits(TextFlow.Join(all).Visible)
            ? all.Length
            : Enumerable.Range(1, lead.Length).Last(count => measure.Fits(TextFlow.Join(lead.Take(count)).Visible));
        return Ready(piece, files, TextFlow.Join(all.Take(taken)), TextFlow.Join(all.Skip(taken)));
    }

    private static Composition Ready(Piece piece, PictureFiles files, TextFlow? caption, TextFlow text)
    {
        var parts = new List<Part>();
        if (caption is not null)
        {
            parts.Add(piece.NewPart(1, FlowMarkup.Render(caption, piece.Rules.Markup), files.Files));
        }

        foreach (var message in FlowSplitter.Split(text, TextMeasure.Of(piece.Rules, withFiles: false), piece.Text.Language))
        {
            parts.Add(piece.NewPart(parts.Count + 1, FlowMarkup.Render(message, piece.Rules.Markup)));
        }

        // The link stands at the end of the text, so only the last message shows its preview.
        return parts.Count == 0
            ? piece.Empty()
            : piece.Ready([.. parts.SkipLast(1).Select(part => part with { Link = null }), parts[^1]], files);
    }
}

using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>
/// One message: warning, title, summary or the beginning of the body, link, hashtags. Only the summary or body may be cut;
/// when the rest alone exceeds the limit, there is no variant.
/// </summary>
internal static class ShortTextComposer
{
    public static Composition Compose(Piece piece, PictureFiles files)
    {
        var markup = piece.Rules.Markup;
        var hasTitleField = piece.Rules.TitleLimit is not null;
        var limits = TextMeasure.Of(piece.Rules, files.Files.Count > 0);
        var measure = limits.Less(piece.WarningField ?? "");
        TextFlow[] before = [piece.WarningLine, hasTitleField ? TextFlow.Empty : piece.TitleLine];
        TextFlow[] after = [FlowMarkup.Shown(piece.LinkLine, piece.Rules), piece.HashtagLine];
        var fixedText = TextFlow.Join([.. before, .. after]).Visible;
        if (!measure.Fits(fixedText))
        {
            return piece.TooLong("Warning, title, link and hashtags", limits, piece.WarningField + fixedText);
        }

        var room = measure.Less(fixedText.Length == 0 ? "" : fixedText + "\n\n");
        var body = Body(piece, room);
        var kept = TextFitting.Cut(body, room, piece.Text.Language);
        piece.NoteCut(body, kept, limits);

        var text = FlowMarkup.Render(TextFlow.Join([.. before, kept, .. after]), markup);
        var part = piece.NewPart(1, text, files.Files) with { Title = hasTitleField ? piece.Text.TitleOrBeginning() : null };
        return text.Length == 0 && files.Files.Count == 0 ? piece.Empty() : piece.Ready([part], files);
    }

    /// <summary>Footnotes only if all of the text has room: a mark without its note helps nobody.</summary>
    private static TextFlow Body(Piece piece, TextMeasure room)
    {
        if (piece.Text.Summary is { } summary)
        {
            return TextFlow.Of(summary);
        }

        var whole = FlowMarkup.Shown(FlowWriter.Write(piece.Text.Body), piece.Rules);
        return room.Fits(whole.Visible) ? whole : FlowMarkup.Shown(FlowWriter.Write(piece.Text.Body.WithoutNotes()), piece.Rules);
    }
}

using System.Globalization;
using Publisher.Channels.Text;

namespace Publisher.Channels.Composing;

/// <summary>
/// The whole text as numbered messages that answer each other. Pictures, title, link and hashtags stand on the first, which is the one
/// that is found and passed on; the content warning and the number stand on all, as each is also seen alone. A text that fits one message is one.
/// </summary>
internal static class ThreadComposer
{
    /// <summary>More would bury everything else that followers read.</summary>
    public const int MostParts = 25;

    /// <summary>Letters that a message must have left for the text itself.</summary>
    private const int LeastRoom = 60;

    public static bool IsAskedFor(Piece piece) => SharedFields.WantsThread(piece.Channel.Settings);

    public static Composition Compose(Piece piece, PictureFiles files)
    {
        var text = FlowMarkup.Shown(TextFlow.Join(TextFlow.Of(piece.Text.Summary ?? ""), FlowWriter.Write(piece.Text.Body)), piece.Rules);
        var whole = First(piece, text, TextFlow.Empty);
        if (Room(piece, files.Files.Count > 0).Fits(whole.Visible))
        {
            return whole.IsEmpty && files.Files.Count == 0 ? piece.Empty() : piece.Ready([Part(piece, 1, whole, files)], files);
        }

        return Problem(piece, files) ?? Numbered(piece, files, Split(piece, files, text));
    }

    private static Composition.Impossible? Problem(Piece piece, PictureFiles files)
    {
        var measure = Room(piece, files.Files.Count > 0);
        var first = First(piece, TextFlow.Empty, Number(MostParts, MostParts)).Visible;
        if (!measure.Fits(first))
        {
            var all = TextMeasure.Of(piece.Rules, files.Files.Count > 0);
            return piece.TooLong("Warning, title, link, hashtags and number", all, piece.WarningField + first);
        }

        var limits = TextMeasure.Of(piece.Rules, withFiles: false);
        var warning = piece.WarningField + piece.WarningLine.Visible;
        var most = limits with { Limit = limits.Limit - LeastRoom, LimitBytes = limits.LimitBytes - (4 * LeastRoom) };
        return most.Fits(warning) ? null : piece.TooLong("The content warning of each part of a thread", most, warning);
    }

    private static Composition Numbered(Piece piece, PictureFiles files, IReadOnlyList<TextFlow> pieces)
    {
        if (pieces.Count > MostParts)
        {
            return piece.TooManyParts(pieces.Count, MostParts);
        }

        var parts = pieces.Select(
            (text, index) =>
                index == 0
                    ? Part(piece, 1, First(piece, text, Number(1, pieces.Count)), files)
                    : Part(piece, index + 1, Later(piece, text, Number(index + 1, pieces.Count)))
        );
        return piece.Ready([.. parts], files);
    }

    /// <summary>The first piece may be empty: a sentence is rather begun in the second message than torn.</summary>
    private static IReadOnlyList<TextFlow> Split(Piece piece, PictureFiles files, TextFlow text)
    {
        var widest = Number(MostParts, MostParts);
        var first = Less(Room(piece, files.Files.Count > 0), First(piece, TextFlow.Empty, widest));
        var later = Less(Room(piece, withFiles: false), Later(piece, TextFlow.Empty, widest));
        var cut = new CutPoints(text.Visible, piece.Text.Language, text.LinkSpans()).Find(0, first);
        var end = cut.Kind is CutKind.Paragraph or CutKind.Sentence || piece.TitleLine.IsEmpty ? cut.End : 0;
        var beginning = text.Slice(0, text.Visible.AsSpan(0, end).TrimEnd().Length);
        return [beginning, .. FlowSplitter.Split(text.Slice(end, text.Visible.Length), later, piece.Text.Language)];
    }

    private static TextFlow First(Piece piece, TextFlow text, TextFlow number) =>
        TextFlow.Join(piece.WarningLine, piece.TitleLine, text, FlowMarkup.Shown(piece.LinkLine, piece.Rules), piece.HashtagLine, number);

    private static TextFlow Later(Piece piece, TextFlow text, TextFlow number) => TextFlow.Join(piece.WarningLine, text, number);

    private static TextFlow Number(int number, int count) => TextFlow.Of(string.Create(CultureInfo.InvariantCulture, $"{number}/{count}"));

    /// <summary>What a message may hold besides a content warning that has a field of its own.</summary>
    private static TextMeasure Room(Piece piece, bool withFiles) => TextMeasure.Of(piece.Rules, withFiles).Less(piece.WarningField ?? "");

    private static TextMeasure Less(TextMeasure measure, TextFlow taken) => measure.Less(taken.Visible + "\n\n");

    private static Part Part(Piece piece, int number, TextFlow text, PictureFiles? files = null)
    {
        var part = piece.NewPart(number, FlowMarkup.Render(text, piece.Rules.Markup), files?.Files);
        return number == 1 ? part : part with { Link = null };
    }
}

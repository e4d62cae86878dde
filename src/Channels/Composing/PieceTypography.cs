using Publisher.Channels.Text;
using Publisher.Channels.Typography;

namespace Publisher.Channels.Composing;

/// <summary>
/// Sets all texts of a piece by the rules of the channel's language, before anything is cut, counted or drawn: the variant carries the
/// final text, its hash covers it, and its warnings say what was changed (SLD-36).
/// </summary>
internal static class PieceTypography
{
    public static Piece Apply(Piece piece)
    {
        var keepsBonds = piece.Rules.Markup == Markup.Html;
        var typeset = piece.Shelf.Typeset(piece, keepsBonds, () => Set(piece, keepsBonds));
        var set = piece with
        {
            Text = typeset.Text,
            Pictures = [.. piece.Pictures.Zip(typeset.Alts, (picture, alt) => picture with { Alt = alt })],
        };
        set.Warnings.AddRange(typeset.Typographer.Warnings(piece.Channel.Format is Format.VerticalImages or Format.VerticalVideo));
        return set;
    }

    private static TypesetText Set(Piece piece, bool keepsBonds)
    {
        var text = piece.Text;
        var typographer = new Typographer(text.Language).WithQuotesOf(All(text));
        typographer.Count(EditKind.Stops, text.MendedInMarkdown);
        var typed = text with
        {
            Title = text.Title is { } title ? typographer.Title(title, $"{text.Field}.title") : null,
            Summary = text.Summary is { } summary ? typographer.Line(summary, $"{text.Field}.summary") : null,
            Body = Body(text, typographer, keepsBonds),
            Slides =
            [
                .. text.Slides.Select(
                    (slide, index) => typographer.Line(CleanText.Of(slide), $"{text.Field}.slides[{index}]", inPicture: true)
                ),
            ],
            ContentWarning = text.ContentWarning is { } warning ? typographer.Line(warning, "contentWarning") : null,
        };
        var alts = piece.Pictures.Select(picture => typographer.Line(picture.Alt, $"media[{picture.Index}].alt"));
        return new TypesetText(typed, [.. alts], typographer);
    }

    private static MarkdownText Body(ChosenText text, Typographer typographer, bool keepsBonds)
    {
        var field = text.Field.StartsWith("overrides.", StringComparison.Ordinal) ? $"{text.Field}.text" : $"{text.Field}.body";
        var paragraph = 0;
        return text.Body.Map(runs => typographer.Runs(runs, $"{field}, paragraph {++paragraph}", keepsBonds));
    }

    private static IEnumerable<string> All(ChosenText text) =>
        [text.Title ?? "", text.Summary ?? "", FlowWriter.Write(text.Body).Visible, .. text.Slides, text.ContentWarning ?? ""];
}

/// <summary>A text set by the rules of its language.</summary>
/// <param name="Alts">The alternative texts of the pictures, in their order.</param>
/// <param name="Typographer">Tells what was changed.</param>
internal sealed record TypesetText(ChosenText Text, IReadOnlyList<string> Alts, Typographer Typographer);

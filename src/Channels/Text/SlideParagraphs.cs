using Publisher.Channels.Imaging;

namespace Publisher.Channels.Text;

/// <summary>The points of a whole text, paragraph by paragraph: what stands apart is never merged (SLD-22). Pictures and rules give none.</summary>
internal static class SlideParagraphs
{
    public static List<SlideText> Of(MarkdownText text, string language, SlideLength length) =>
        [.. text.Blocks.SelectMany(block => Of(block, language, length))];

    public static List<SlideText> Of(string? paragraph, string language, SlideLength length) =>
        paragraph is null ? [] : [.. Points(paragraph, SlideKind.Point, language, length)];

    private static IEnumerable<SlideText> Of(TextBlock block, string language, SlideLength length) =>
        block switch
        {
            TextBlock.Paragraph paragraph => Points(BoldMarks.Of(paragraph.Runs), SlideKind.Point, language, length),
            TextBlock.Heading heading => Points(BoldMarks.Of(heading.Runs), SlideKind.Point, language, length),
            TextBlock.Listing listing => listing.Items.SelectMany(item => item.SelectMany(inner => Of(inner, language, length))),
            TextBlock.Quote quote => quote
                .Blocks.SelectMany(inner => Of(inner, language, length))
                .Select(slide => slide with { Kind = SlideKind.Quote }),
            TextBlock.Code code => Points(CleanText.Line(code.Text), SlideKind.Point, language, length),
            TextBlock.Table table => Of(TableRows.AsListing(table), language, length),
            _ => [],
        };

    private static IEnumerable<SlideText> Points(string paragraph, SlideKind kind, string language, SlideLength length) =>
        SlidePoints.Of(paragraph, language, length).Where(text => text.Length > 0).Select(text => new SlideText(kind, text, null));
}

using Publisher.Channels.Imaging;

namespace Publisher.Channels.Text;

/// <summary>The points of a whole text, paragraph by paragraph: what stands apart is never merged (SLD-22). Pictures and rules give none.</summary>
internal static class SlideParagraphs
{
    public static List<SlideText> Of(MarkdownText text, string language) => [.. text.Blocks.SelectMany(block => Of(block, language))];

    public static List<SlideText> Of(string? paragraph, string language) =>
        paragraph is null ? [] : [.. Points(paragraph, SlideKind.Point, language)];

    private static IEnumerable<SlideText> Of(TextBlock block, string language) =>
        block switch
        {
            TextBlock.Paragraph paragraph => Points(BoldMarks.Of(paragraph.Runs), SlideKind.Point, language),
            TextBlock.Heading heading => Points(BoldMarks.Of(heading.Runs), SlideKind.Point, language),
            TextBlock.Listing listing => listing.Items.SelectMany(item => item.SelectMany(inner => Of(inner, language))),
            TextBlock.Quote quote => quote
                .Blocks.SelectMany(inner => Of(inner, language))
                .Select(slide => slide with { Kind = SlideKind.Quote }),
            TextBlock.Code code => Points(CleanText.Line(code.Text), SlideKind.Point, language),
            TextBlock.Table table => Of(TableRows.AsListing(table), language),
            _ => [],
        };

    private static IEnumerable<SlideText> Points(string paragraph, SlideKind kind, string language) =>
        SlidePoints.Of(paragraph, language).Where(text => text.Length > 0).Select(text => new SlideText(kind, text, null));
}

namespace Publisher.Channels.Text;

/// <summary>Takes apart a block that is too big for one page.</summary>
internal static class BlockSplitter
{
    /// <param name="letters">About how many code points a piece of running text may have.</param>
    public static IReadOnlyList<TextBlock> Split(TextBlock block, string language, int letters) =>
        block switch
        {
            TextBlock.Paragraph paragraph => Pieces(paragraph.Runs, language, letters, runs => new TextBlock.Paragraph(runs)),
            TextBlock.Heading heading => Pieces(heading.Runs, language, letters, runs => new TextBlock.Paragraph(runs)),
            TextBlock.Code code => Pieces([new TextRun(code.Text)], language, letters, Joined),
            TextBlock.Quote { Blocks.Count: > 1 } quote => [.. quote.Blocks.Select(inner => new TextBlock.Quote([inner]))],
            TextBlock.Quote quote => quote.Blocks,
            TextBlock.Table table => [TableRows.AsListing(table)],
            TextBlock.Listing { Items.Count: > 1 } listing => Halves(listing),
            TextBlock.Listing listing => listing.Items[0],
            _ => throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "A block of this kind is never too big."),
        };

    private static IReadOnlyList<TextBlock> Halves(TextBlock.Listing listing)
    {
        var half = listing.Items.Count / 2;
        return
        [
            listing with
            {
                Items = [.. listing.Items.Take(half)],
            },
            new TextBlock.Listing(listing.Start + half, [.. listing.Items.Skip(half)]),
        ];
    }

    private static TextBlock.Code Joined(IReadOnlyList<TextRun> runs) => new(string.Concat(runs.Select(run => run.Text)));

    private static IReadOnlyList<TextBlock> Pieces(
        IReadOnlyList<TextRun> runs,
        string language,
        int letters,
        Func<IReadOnlyList<TextRun>, TextBlock> block
    ) =>
        [
            .. FlowSplitter
                .Split(new TextFlow(runs), new TextMeasure(CountUnit.CodePoints, letters), language)
                .Select(piece => block(piece.Runs)),
        ];
}

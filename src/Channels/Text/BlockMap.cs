namespace Publisher.Channels.Text;

/// <summary>Changes the letters of blocks and leaves their shape. Code and pictures' addresses are never touched.</summary>
internal static class BlockMap
{
    public static IReadOnlyList<TextBlock> Map(
        IReadOnlyList<TextBlock> blocks,
        Func<IReadOnlyList<TextRun>, IReadOnlyList<TextRun>> change
    ) => [.. blocks.Select(block => Map(block, change))];

    /// <summary>Changes what the other map leaves: the addresses of pictures, and code. A picture without address becomes its words.</summary>
    public static IReadOnlyList<TextBlock> MapAddresses(
        IReadOnlyList<TextBlock> blocks,
        Func<string, string?> address,
        Func<string, string> code
    ) => [.. blocks.Select(block => MapAddresses(block, address, code))];

    private static TextBlock MapAddresses(TextBlock block, Func<string, string?> address, Func<string, string> code) =>
        block switch
        {
            TextBlock.Figure figure when address(figure.Address) is { } kept => figure with { Address = kept },
            TextBlock.Figure figure => new TextBlock.Paragraph([new TextRun(figure.Alt)]),
            TextBlock.Code verbatim => new TextBlock.Code(code(verbatim.Text)),
            TextBlock.Listing listing => listing with { Items = [.. listing.Items.Select(item => MapAddresses(item, address, code))] },
            TextBlock.Quote quote => new TextBlock.Quote(MapAddresses(quote.Blocks, address, code)),
            TextBlock.Notes notes => new TextBlock.Notes([
                .. notes.Items.Select(note => note with { Blocks = MapAddresses(note.Blocks, address, code) }),
            ]),
            _ => block,
        };

    private static TextBlock Map(TextBlock block, Func<IReadOnlyList<TextRun>, IReadOnlyList<TextRun>> change) =>
        block switch
        {
            TextBlock.Paragraph paragraph => new TextBlock.Paragraph(change(paragraph.Runs)),
            TextBlock.Heading heading => heading with { Runs = change(heading.Runs) },
            TextBlock.Listing listing => listing with { Items = [.. listing.Items.Select(item => Map(item, change))] },
            TextBlock.Quote quote => new TextBlock.Quote(Map(quote.Blocks, change)),
            TextBlock.Table table => new TextBlock.Table(Row(table.Header, change), [.. table.Rows.Select(row => Row(row, change))]),
            TextBlock.Figure figure => figure with { Alt = Line(figure.Alt, change) },
            TextBlock.Photo photo => photo with { Alt = Line(photo.Alt, change) },
            TextBlock.Notes notes => new TextBlock.Notes([.. notes.Items.Select(note => note with { Blocks = Map(note.Blocks, change) })]),
            _ => block,
        };

    private static IReadOnlyList<IReadOnlyList<TextRun>> Row(
        IReadOnlyList<IReadOnlyList<TextRun>> cells,
        Func<IReadOnlyList<TextRun>, IReadOnlyList<TextRun>> change
    ) => [.. cells.Select(change)];

    private static string Line(string text, Func<IReadOnlyList<TextRun>, IReadOnlyList<TextRun>> change) =>
        string.Concat(change([new TextRun(text)]).Select(run => run.Text));
}

using Publisher.Channels.Text;

namespace Publisher.Tests.Channels.Text;

/// <summary>The letters of a parsed text in the order they stand: what must be read back from every target.</summary>
internal static class TreeText
{
    public static string Of(IReadOnlyList<TextBlock> blocks) => string.Concat(blocks.Select(Of));

    public static string Of(IReadOnlyList<TextRun> runs) => string.Concat(runs.Select(run => run.Text));

    private static string Of(TextBlock block) =>
        block switch
        {
            TextBlock.Paragraph paragraph => Of(paragraph.Runs),
            TextBlock.Heading heading => Of(heading.Runs),
            TextBlock.Listing listing => string.Concat(listing.Items.Select(Of)),
            TextBlock.Quote quote => Of(quote.Blocks),
            TextBlock.Code code => code.Text,
            TextBlock.Table table => string.Concat(table.Rows.Prepend(table.Header).SelectMany(row => row.Select(Of))),
            TextBlock.Notes notes => string.Concat(notes.Items.Select(note => Of(note.Blocks))),
            _ => "",
        };
}

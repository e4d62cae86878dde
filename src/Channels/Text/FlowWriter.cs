using System.Globalization;

namespace Publisher.Channels.Text;

/// <summary>Writes blocks as a flow: headings bold, lists with • and numbers, tables as lists, lone pictures as links.</summary>
internal sealed class FlowWriter
{
    private readonly List<TextRun> _runs = [];

    public static TextFlow Write(MarkdownText text) => Write(text.Blocks);

    public static TextFlow Write(IReadOnlyList<TextBlock> blocks)
    {
        var writer = new FlowWriter();
        writer.AddBlocks(NoteRows.Spread(blocks), RunStyle.None, "\n\n", "");
        return new TextFlow(writer._runs);
    }

    private void AddBlocks(IReadOnlyList<TextBlock> blocks, RunStyle style, string separator, string indent)
    {
        var isFirst = true;
        foreach (var block in blocks.Where(IsVisible))
        {
            if (!isFirst)
            {
                Add(separator, style);
                Add(block is TextBlock.Listing ? "" : indent, style);
            }

            isFirst = false;
            AddBlock(block, style, indent);
        }
    }

    private void AddBlock(TextBlock block, RunStyle style, string indent)
    {
        switch (block)
        {
            case TextBlock.Paragraph paragraph:
                AddRuns(paragraph.Runs, style);
                break;
            case TextBlock.Heading heading:
                AddRuns(heading.Runs, style | RunStyle.Bold);
                break;
            case TextBlock.Listing listing:
                AddListing(listing, style, indent);
                break;
            case TextBlock.Quote quote:
                AddBlocks(quote.Blocks, style | RunStyle.Quote, "\n\n", indent);
                break;
            case TextBlock.Code code:
                Add(code.Text, style | RunStyle.Preformatted);
                break;
            case TextBlock.Figure figure:
                _runs.Add(new TextRun(figure.Alt, style, figure.Address));
                break;
            case TextBlock.Table table:
                AddListing(TableRows.AsListing(table), style, indent);
                break;
            case TextBlock.Rule:
                Add("* * *", style);
                break;
        }
    }

    private void AddListing(TextBlock.Listing listing, RunStyle style, string indent)
    {
        for (var index = 0; index < listing.Items.Count; index++)
        {
            Add(index == 0 ? "" : "\n", style);
            var mark = listing.Start is { } start ? (start + index).ToString(CultureInfo.InvariantCulture) + ". " : "• ";
            Add(indent + mark, style);
            AddBlocks(listing.Items[index], style, "\n", indent + "  ");
        }
    }

    private void AddRuns(IReadOnlyList<TextRun> runs, RunStyle style) =>
        _runs.AddRange(runs.Select(run => run with { Style = run.Style | style }));

    private void Add(string text, RunStyle style)
    {
        if (text.Length > 0)
        {
            _runs.Add(new TextRun(text, style));
        }
    }

    private static bool IsVisible(TextBlock block) =>
        block switch
        {
            TextBlock.Paragraph paragraph => paragraph.Runs.Count > 0,
            TextBlock.Figure figure => figure.Alt.Length > 0,
            TextBlock.Quote quote => quote.Blocks.Any(IsVisible),
            TextBlock.Code code => code.Text.Length > 0,
            _ => true,
        };
}

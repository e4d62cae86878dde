using System.Globalization;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Publisher.Channels.Text;

/// <summary>Turns Markdig's blocks into ours.</summary>
internal static class BlockReader
{
    public static IReadOnlyList<TextBlock> Read(ContainerBlock container)
    {
        var blocks = new List<TextBlock>(container.Count);
        foreach (var block in container)
        {
            if (Read(block) is { } read)
            {
                blocks.Add(read);
            }
        }

        return blocks;
    }

    private static TextBlock? Read(Block block) =>
        block switch
        {
            LinkReferenceDefinitionGroup => null,
            FootnoteGroup notes => ReadNotes(notes),
            Table table => ReadTable(table),
            HeadingBlock heading => new TextBlock.Heading(heading.Level, InlineReader.Read(heading.Inline)),
            ParagraphBlock paragraph => ReadParagraph(paragraph),
            QuoteBlock quote => new TextBlock.Quote(Read(quote)),
            ListBlock list => ReadList(list),
            CodeBlock code => new TextBlock.Code(code.Lines.ToString()),
            ThematicBreakBlock => new TextBlock.Rule(),
            LeafBlock leaf => new TextBlock.Paragraph(InlineReader.Read(leaf.Inline)),
            ContainerBlock container => new TextBlock.Quote(Read(container)),
            _ => null,
        };

    private static TextBlock? ReadParagraph(ParagraphBlock paragraph)
    {
        if (
            paragraph.Inline is { FirstChild: LinkInline { IsImage: true, NextSibling: null } image }
            && SafeLink.Of(image.GetDynamicUrl?.Invoke() ?? image.Url) is { } address
        )
        {
            return new TextBlock.Figure(address, InlineReader.PlainOf(image));
        }

        var runs = InlineReader.Read(paragraph.Inline);
        return runs.Count == 0 ? null : new TextBlock.Paragraph(runs);
    }

    private static TextBlock.Listing ReadList(ListBlock list)
    {
        var start = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        return new TextBlock.Listing(list.IsOrdered ? start : null, [.. list.OfType<ListItemBlock>().Select(Read)]);
    }

    private static TextBlock.Notes? ReadNotes(FootnoteGroup group)
    {
        var marked = group.OfType<Footnote>().Where(note => note.Order > 0).OrderBy(note => note.Order);
        TextNote[] notes = [.. marked.Select(note => new TextNote(note.Order, Read(note)))];
        return notes.Length == 0 ? null : new TextBlock.Notes(notes);
    }

    private static TextBlock.Table ReadTable(Table table)
    {
        var rows = table.OfType<TableRow>().ToList();
        var header = rows.FirstOrDefault(row => row.IsHeader);
        return new TextBlock.Table(
            header is null ? [] : ReadCells(header),
            [.. rows.Where(row => row != header).Select(ReadCells).Where(cells => cells.Any(cell => cell.Count > 0))]
        );
    }

    private static IReadOnlyList<IReadOnlyList<TextRun>> ReadCells(TableRow row) =>
        [.. row.OfType<TableCell>().Select(cell => InlineReader.Read((cell.FirstOrDefault() as LeafBlock)?.Inline))];
}

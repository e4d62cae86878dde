namespace Publisher.Channels.Text;

/// <summary>A table where the target has none: one item a row, each cell after the name of its column.</summary>
internal static class TableRows
{
    public static TextBlock.Listing AsListing(TextBlock.Table table) =>
        new(null, [.. table.Rows.Select(row => (IReadOnlyList<TextBlock>)[new TextBlock.Paragraph(RowOf(table.Header, row))])]);

    private static List<TextRun> RowOf(IReadOnlyList<IReadOnlyList<TextRun>> header, IReadOnlyList<IReadOnlyList<TextRun>> cells)
    {
        var runs = new List<TextRun>();
        for (var index = 0; index < cells.Count; index++)
        {
            if (cells[index].Count == 0)
            {
                continue;
            }

            if (runs.Count > 0)
            {
                runs.Add(new TextRun("; "));
            }

            if (index < header.Count && header[index].Count > 0)
            {
                runs.AddRange(header[index]);
                runs.Add(new TextRun(": "));
            }

            runs.AddRange(cells[index]);
        }

        return runs;
    }
}

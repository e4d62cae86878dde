namespace Publisher.Channels.Text;

/// <summary>Footnotes where the target has no anchors: paragraphs at the end, each after its mark.</summary>
internal static class NoteRows
{
    /// <summary>The blocks with the notes as paragraphs.</summary>
    public static IReadOnlyList<TextBlock> Spread(IReadOnlyList<TextBlock> blocks) =>
        blocks is [.., TextBlock.Notes notes] ? [.. blocks.SkipLast(1), .. notes.Items.SelectMany(Rows)] : blocks;

    private static IEnumerable<TextBlock> Rows(TextNote note)
    {
        var mark = new TextRun(TextNote.Mark(note.Number) + " ");
        return note.Blocks is [TextBlock.Paragraph first, ..]
            ? [new TextBlock.Paragraph([mark, .. first.Runs]), .. note.Blocks.Skip(1)]
            : [new TextBlock.Paragraph([mark]), .. note.Blocks];
    }
}

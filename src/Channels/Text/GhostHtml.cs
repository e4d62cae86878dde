namespace Publisher.Channels.Text;

/// <summary>
/// HTML for Ghost, which turns it into its own blocks and drops what it has none for: tables go in a card that keeps them, and footnotes,
/// whose anchors would be lost, are paragraphs at the end. Source: Ghost Admin API, <c>?source=html</c> (CHANNELS 14).
/// </summary>
public static class GhostHtml
{
    private const string CardBegin = "<!--kg-card-begin: html-->";
    private const string CardEnd = "<!--kg-card-end: html-->";

    public static string Render(MarkdownText text, string language)
    {
        var writer = new HtmlWriter(language, notes: null);
        var blocks = NoteRows.Spread(text.Blocks);
        return string.Join(
            '\n',
            blocks.Select(block => block is TextBlock.Table ? CardBegin + writer.Write(block) + CardEnd : writer.Write(block))
        );
    }
}

using System.Text;

namespace Publisher.Channels.Text;

/// <summary>
/// The two bodies of an e-mail. Readers of mail see who opens what: a picture on a stranger's host would tell that host, so it is a link;
/// the piece's own pictures come from our address. Anchors do not work in most mail programs, so footnotes are paragraphs at the end.
/// </summary>
public static class EmailText
{
    private const string Look =
        "margin:0 auto;padding:16px;max-width:640px;font-family:Georgia,serif;font-size:18px;line-height:1.5;color:#1a1a1a;background:#ffffff";

    /// <summary>A whole document that loads nothing but our own pictures.</summary>
    /// <remarks>Gmail hides what is beyond about 102 KB behind a link (CHANNELS 18).</remarks>
    public static string Html(string title, MarkdownText text, string language)
    {
        var writer = new HtmlWriter(language, notes: null);
        var html = new StringBuilder("<!DOCTYPE html>\n<html").Append(HtmlWriter.AttributesFor(language)).Append(">\n<head>\n");
        html.Append("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>").AppendEscaped(title);
        html.Append("</title>\n</head>\n<body style=\"").Append(Look).Append("\">\n<h1>").AppendEscaped(title).Append("</h1>\n");
        foreach (var block in NoteRows.Spread(text.Blocks))
        {
            html.Append(writer.Write(WithoutForeignPicture(block))).Append('\n');
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>For programs and people that show no HTML; quotes begin with <c>&gt;</c> as is the custom in mail.</summary>
    public static string Plain(string title, MarkdownText text) =>
        string.Join("\n\n", NoteRows.Spread(text.Blocks).Select(Lines).Prepend(title).Where(block => block.Length > 0)) + "\n";

    private static string Lines(TextBlock block) =>
        block is TextBlock.Quote quote
            ? "> " + PlainText.Render(new MarkdownText(quote.Blocks)).Replace("\n", "\n> ", StringComparison.Ordinal)
            : PlainText.Render(new MarkdownText([block]));

    private static TextBlock WithoutForeignPicture(TextBlock block) =>
        block switch
        {
            TextBlock.Figure figure => new TextBlock.Paragraph([
                new TextRun(figure.Alt.Length > 0 ? figure.Alt : figure.Address, Link: figure.Address),
            ]),
            TextBlock.Quote quote => new TextBlock.Quote([.. quote.Blocks.Select(WithoutForeignPicture)]),
            TextBlock.Listing listing => listing with { Items = [.. listing.Items.Select(Without)] },
            _ => block,
        };

    private static IReadOnlyList<TextBlock> Without(IReadOnlyList<TextBlock> blocks) => [.. blocks.Select(WithoutForeignPicture)];
}

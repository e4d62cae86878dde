using System.Globalization;
using System.Text;

namespace Publisher.Channels.Text;

/// <summary>
/// HTML for websites. Safe by construction: only the tags below are ever written, everything else is escaped, and links are http or https.
/// The title is the page's h1, so headings begin at h2. Every block says its language.
/// </summary>
public static class HtmlText
{
    public static string Render(MarkdownText text, string language)
    {
        var html = new StringBuilder();
        var direction = LanguageTag.IsRightToLeft(language) ? " dir=\"rtl\"" : "";
        var attributes = new StringBuilder(" lang=\"").AppendEscaped(language).Append('"').Append(direction).ToString();
        foreach (var block in text.Blocks)
        {
            Append(html, block, attributes);
            html.Append('\n');
        }

        return html.ToString().TrimEnd();
    }

    private static void Append(StringBuilder html, TextBlock block, string attributes)
    {
        switch (block)
        {
            case TextBlock.Paragraph paragraph:
                Append(html, "p", attributes, paragraph.Runs);
                break;
            case TextBlock.Heading heading:
                Append(html, $"h{Math.Max(heading.Level, 2)}", attributes, heading.Runs);
                break;
            case TextBlock.Listing listing:
                AppendListing(html, listing, attributes);
                break;
            case TextBlock.Quote quote:
                Append(html, "blockquote", attributes, () => quote.Blocks.ToList().ForEach(inner => Append(html, inner, "")));
                break;
            case TextBlock.Code code:
                Append(html, "pre", attributes, () => Append(html, "code", "", () => html.AppendEscaped(code.Text)));
                break;
            case TextBlock.Figure figure:
                var image = new StringBuilder("<img src=\"").AppendEscaped(figure.Address).Append("\" alt=\"").AppendEscaped(figure.Alt);
                Append(html, "figure", attributes, () => html.Append(image).Append("\" loading=\"lazy\">"));
                break;
            case TextBlock.Table table:
                AppendTable(html, table, attributes);
                break;
            case TextBlock.Rule:
                html.Append("<hr>");
                break;
        }
    }

    private static void AppendListing(StringBuilder html, TextBlock.Listing listing, string attributes)
    {
        var number = listing.Start is > 1 ? $" start=\"{listing.Start.Value.ToString(CultureInfo.InvariantCulture)}\"" : "";
        Append(html, listing.Start is null ? "ul" : "ol", number + attributes, () => listing.Items.ToList().ForEach(AppendItem));

        void AppendItem(IReadOnlyList<TextBlock> item) =>
            Append(
                html,
                "li",
                "",
                () =>
                {
                    foreach (var block in item)
                    {
                        if (block is TextBlock.Paragraph paragraph && ReferenceEquals(block, item[0]))
                        {
                            AppendRuns(html, RunNode.Nest(paragraph.Runs));
                        }
                        else
                        {
                            Append(html, block, "");
                        }
                    }
                }
            );
    }

    private static void AppendTable(StringBuilder html, TextBlock.Table table, string attributes)
    {
        Append(
            html,
            "table",
            attributes,
            () =>
            {
                if (table.Header.Count > 0)
                {
                    Append(html, "thead", "", () => AppendRow("th", table.Header));
                }

                Append(html, "tbody", "", () => table.Rows.ToList().ForEach(row => AppendRow("td", row)));
            }
        );

        void AppendRow(string tag, IReadOnlyList<IReadOnlyList<TextRun>> cells) =>
            Append(html, "tr", "", () => cells.ToList().ForEach(cell => Append(html, tag, "", cell)));
    }

    private static void Append(StringBuilder html, string tag, string attributes, IReadOnlyList<TextRun> runs) =>
        Append(html, tag, attributes, () => AppendRuns(html, RunNode.Nest(runs)));

    private static void Append(StringBuilder html, string tag, string attributes, Action content)
    {
        html.Append('<').Append(tag).Append(attributes).Append('>');
        content();
        html.Append("</").Append(tag).Append('>');
    }

    private static void AppendRuns(StringBuilder html, IReadOnlyList<RunNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is RunNode.Letters letters)
            {
                AppendLetters(html, letters.Text);
            }
            else if (node is RunNode.Element { Link: { } link } anchor)
            {
                html.Append("<a href=\"").AppendEscaped(link).Append("\">");
                AppendRuns(html, anchor.Children);
                html.Append("</a>");
            }
            else if (node is RunNode.Element element)
            {
                Append(html, TagOf(element.Style), "", () => AppendRuns(html, element.Children));
            }
        }
    }

    private static void AppendLetters(StringBuilder html, string text)
    {
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            html.Append(index == 0 ? "" : "<br>").AppendEscaped(lines[index]);
        }
    }

    private static string TagOf(RunStyle style) =>
        style switch
        {
            RunStyle.Bold => "strong",
            RunStyle.Italic => "em",
            RunStyle.Strike => "s",
            _ => "code",
        };
}

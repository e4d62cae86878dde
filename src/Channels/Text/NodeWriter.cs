using System.Globalization;
using System.Text.Json;

namespace Publisher.Channels.Text;

/// <summary>Writes one block as a Telegraph node; a lone picture without words writes nothing.</summary>
internal static class NodeWriter
{
    public static void Write(Utf8JsonWriter writer, TextBlock block)
    {
        switch (block)
        {
            case TextBlock.Paragraph paragraph:
                Element(writer, "p", () => Runs(writer, paragraph.Runs));
                break;
            case TextBlock.Heading heading:
                Element(writer, heading.Level <= 2 ? "h3" : "h4", () => Runs(writer, heading.Runs));
                break;
            case TextBlock.Listing listing:
                Element(writer, listing.Start is null ? "ul" : "ol", () => Items(writer, listing));
                break;
            case TextBlock.Quote quote:
                Element(writer, "blockquote", () => quote.Blocks.ToList().ForEach(inner => Write(writer, inner)));
                break;
            case TextBlock.Code code:
                Element(writer, "pre", () => writer.WriteStringValue(code.Text));
                break;
            case TextBlock.Figure { Alt.Length: > 0 } figure:
                Element(writer, "p", () => WriteLink(writer, figure.Address, figure.Alt));
                break;
            case TextBlock.Photo photo:
                Element(writer, "figure", () => Photo(writer, photo));
                break;
            case TextBlock.Table table:
                Write(writer, TableRows.AsListing(table));
                break;
            case TextBlock.Rule:
                Alone(writer, "hr");
                break;
        }
    }

    public static void WriteLink(Utf8JsonWriter writer, string address, string text) =>
        Link(writer, address, () => writer.WriteStringValue(text));

    private static void Photo(Utf8JsonWriter writer, TextBlock.Photo photo)
    {
        writer.WriteStartObject();
        writer.WriteString("tag", "img");
        writer.WriteStartObject("attrs");
        writer.WriteString("src", Part.FileToken(photo.Sha256));
        writer.WriteEndObject();
        writer.WriteEndObject();
        if (photo.Alt.Length > 0)
        {
            Element(writer, "figcaption", () => writer.WriteStringValue(photo.Alt));
        }
    }

    /// <summary>Telegraph has no start number: a list that does not begin at 1 shows it in the first item's text.</summary>
    private static void Items(Utf8JsonWriter writer, TextBlock.Listing listing)
    {
        for (var index = 0; index < listing.Items.Count; index++)
        {
            var item = listing.Items[index];
            var number = index == 0 && listing.Start is > 1 and int start ? start.ToString(CultureInfo.InvariantCulture) + ". " : "";
            Element(writer, "li", () => Item(writer, item, number));
        }
    }

    private static void Item(Utf8JsonWriter writer, IReadOnlyList<TextBlock> blocks, string number)
    {
        if (number.Length > 0)
        {
            writer.WriteStringValue(number);
        }

        for (var index = 0; index < blocks.Count; index++)
        {
            if (index == 0 && blocks[0] is TextBlock.Paragraph paragraph)
            {
                Runs(writer, paragraph.Runs);
                continue;
            }

            Write(writer, blocks[index]);
        }
    }

    private static void Runs(Utf8JsonWriter writer, IReadOnlyList<TextRun> runs) =>
        Nodes(writer, RunNode.Nest([.. runs.Select(run => run with { Style = run.Style & ~RunStyle.Note })]));

    private static void Nodes(Utf8JsonWriter writer, IReadOnlyList<RunNode> nodes)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case RunNode.Letters letters:
                    Letters(writer, letters.Text);
                    break;
                case RunNode.Element { Link: { } link } anchor:
                    Link(writer, link, () => Nodes(writer, anchor.Children));
                    break;
                case RunNode.Element element:
                    Element(writer, element.HtmlTag, () => Nodes(writer, element.Children));
                    break;
            }
        }
    }

    private static void Letters(Utf8JsonWriter writer, string text)
    {
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            if (index > 0)
            {
                Alone(writer, "br");
            }

            writer.WriteStringValue(lines[index]);
        }
    }

    private static void Alone(Utf8JsonWriter writer, string tag)
    {
        writer.WriteStartObject();
        writer.WriteString("tag", tag);
        writer.WriteEndObject();
    }

    private static void Element(Utf8JsonWriter writer, string tag, Action children) => Element(writer, tag, null, children);

    private static void Link(Utf8JsonWriter writer, string address, Action children) => Element(writer, "a", address, children);

    private static void Element(Utf8JsonWriter writer, string tag, string? address, Action children)
    {
        writer.WriteStartObject();
        writer.WriteString("tag", tag);
        if (address is not null)
        {
            writer.WriteStartObject("attrs");
            writer.WriteString("href", address);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("children");
        children();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

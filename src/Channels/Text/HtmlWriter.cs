using System.Globalization;
using System.Text;

namespace Publisher.Channels.Text;

/// <summary>Writes blocks as HTML, one at a time: only the tags below, everything else escaped.</summary>
/// <param name="notes">Stands in the anchors of footnotes; null: marks lead nowhere, and notes are written as <see cref="NoteRows"/>.</param>
internal sealed class HtmlWriter(string language, string? notes)
{
    private readonly string _attributes = AttributesFor(language);
    private readonly HashSet<int> _marked = [];
    private StringBuilder _html = new();

    /// <summary>Says the language, and the direction where it is not the usual one. With a leading blank.</summary>
    public static string AttributesFor(string language) =>
        new StringBuilder(" lang=\"")
            .AppendEscaped(language)
            .Append('"')
            .Append(LanguageTag.IsRightToLeft(language) ? " dir=\"rtl\"" : "")
            .ToString();

    public string Write(TextBlock block)
    {
        _html = new StringBuilder();
        Append(block, _attributes);
        return _html.ToString();
    }

    private void Append(TextBlock block, string attributes)
    {
        switch (block)
        {
            case TextBlock.Paragraph paragraph:
                Append("p", attributes, paragraph.Runs);
                break;
            case TextBlock.Heading heading:
                Append($"h{Math.Max(heading.Level, 2)}", attributes, heading.Runs);
                break;
            case TextBlock.Listing listing:
                AppendListing(listing, attributes);
                break;
            case TextBlock.Quote quote:
                Append("blockquote", attributes, () => quote.Blocks.ToList().ForEach(inner => Append(inner, "")));
                break;
            case TextBlock.Code code:
                Append("pre", attributes, () => Append("code", "", () => _html.AppendEscaped(code.Text)));
                break;
            case TextBlock.Figure figure:
                Append("figure", attributes, () => AppendImage(figure.Address, figure.Alt));
                break;
            case TextBlock.Photo photo:
                Append("figure", attributes, () => AppendImage(Part.FileToken(photo.Sha256), photo.Alt));
                break;
            case TextBlock.Table table:
                AppendTable(table, attributes);
                break;
            case TextBlock.Rule:
                _html.Append("<hr>");
                break;
            case TextBlock.Notes gathered:
                AppendNotes(gathered, attributes);
                break;
        }
    }

    private void AppendListing(TextBlock.Listing listing, string attributes)
    {
        var number = listing.Start is > 1 ? $" start=\"{Number(listing.Start.Value)}\"" : "";
        Append(
            listing.Start is null ? "ul" : "ol",
            number + attributes,
            () => listing.Items.ToList().ForEach(item => Append("li", "", () => AppendItem(item)))
        );
    }

    private void AppendItem(IReadOnlyList<TextBlock> item)
    {
        foreach (var block in item)
        {
            if (block is TextBlock.Paragraph paragraph && ReferenceEquals(block, item[0]))
            {
                AppendRuns(RunNode.Nest(paragraph.Runs));
            }
            else
            {
                Append(block, "");
            }
        }
    }

    private void AppendImage(string address, string alt) =>
        _html.Append("<img src=\"").AppendEscaped(address).Append("\" alt=\"").AppendEscaped(alt).Append("\" loading=\"lazy\">");

    private void AppendTable(TextBlock.Table table, string attributes)
    {
        Append(
            "table",
            attributes,
            () =>
            {
                if (table.Header.Count > 0)
                {
                    Append("thead", "", () => AppendRow("th", table.Header));
                }

                Append("tbody", "", () => table.Rows.ToList().ForEach(row => AppendRow("td", row)));
            }
        );

        void AppendRow(string tag, IReadOnlyList<IReadOnlyList<TextRun>> cells) =>
            Append("tr", "", () => cells.ToList().ForEach(cell => Append(tag, "", cell)));
    }

    private void AppendNotes(TextBlock.Notes gathered, string attributes)
    {
        if (notes is null)
        {
            NoteRows.Spread([gathered]).ToList().ForEach(row => Append(row, attributes));
            return;
        }

        Append(
            "ol",
            attributes,
            () =>
            {
                foreach (var note in gathered.Items)
                {
                    Append("li", $" id=\"{Anchor("note", note.Number)}\"", () => AppendNote(note));
                }
            }
        );
    }

    private void AppendNote(TextNote note)
    {
        AppendItem(note.Blocks);

        // A mark in the words for a picture, say, is no place to lead back to.
        if (_marked.Contains(note.Number))
        {
            _html.Append(CultureInfo.InvariantCulture, $" <a href=\"#{Anchor("mark", note.Number)}\">↩</a>");
        }
    }

    private void AppendMark(RunNode.Element mark)
    {
        var digits = (mark.OnlyLetters ?? "").Trim('[', ']');
        var number = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        if (notes is null || number == 0)
        {
            Append("sup", "", () => AppendRuns(mark.Children));
            return;
        }

        // A note that is marked twice is led back to its first mark.
        var id = _marked.Add(number) ? $" id=\"{Anchor("mark", number)}\"" : "";
        Append("sup", id, () => Append("a", $" href=\"#{Anchor("note", number)}\"", () => AppendRuns(mark.Children)));
    }

    private string Anchor(string kind, int number) => $"{kind}-{notes}-{Number(number)}";

    private void Append(string tag, string attributes, IReadOnlyList<TextRun> runs) =>
        Append(tag, attributes, () => AppendRuns(RunNode.Nest(runs)));

    private void Append(string tag, string attributes, Action content)
    {
        _html.Append('<').Append(tag).Append(attributes).Append('>');
        content();
        _html.Append("</").Append(tag).Append('>');
    }

    private void AppendRuns(IReadOnlyList<RunNode> nodes)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case RunNode.Letters letters:
                    AppendLetters(letters.Text);
                    break;
                case RunNode.Element { Link: { } link } anchor:
                    _html.Append("<a href=\"").AppendEscaped(link).Append("\">");
                    AppendRuns(anchor.Children);
                    _html.Append("</a>");
                    break;
                case RunNode.Element { Style: RunStyle.Note } mark:
                    AppendMark(mark);
                    break;
                case RunNode.Element element:
                    Append(element.HtmlTag, "", () => AppendRuns(element.Children));
                    break;
            }
        }
    }

    private void AppendLetters(string text)
    {
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            _html.Append(index == 0 ? "" : "<br>").AppendEscaped(lines[index]);
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Publisher.Channels.Text;

namespace Publisher.Channels.Translation;

/// <summary>Markdown: only the words of paragraphs, headings, items and cells are touched; everything between them stays byte for byte.</summary>
internal sealed class BodyText : FieldText
{
    private readonly List<Stretch> _stretches = [];

    public BodyText(string markdown, ProtectedSpans spans)
        : base(CleanText.Of(markdown).ReplaceLineEndings("\n"), spans)
    {
        foreach (var leaf in MarkdownText.ReadPlaces(Source).Descendants<LeafBlock>())
        {
            if (leaf.Inline?.FirstChild is not null)
            {
                AddLines(leaf.Inline);
            }
        }

        _stretches.Sort((one, other) => one.Start.CompareTo(other.Start));
        IsSound = Letters(Put(Segments)) == Letters(Source);
    }

    /// <inheritdoc/>
    protected override bool IsSound { get; }

    public override IReadOnlyList<IReadOnlyList<SegmentPart>> Segments => [.. _stretches.Select(stretch => stretch.Parts)];

    protected override string Put(IReadOnlyList<IReadOnlyList<SegmentPart>> segments)
    {
        var text = new StringBuilder(Source.Length * 2);
        var from = 0;
        foreach (var (stretch, parts) in _stretches.Zip(segments))
        {
            text.Append(Source, from, Math.Max(0, stretch.Start - from));
            text.Append(Write(parts));
            from = Math.Max(from, stretch.End);
        }

        return text.Append(Source, from, Source.Length - from).ToString();
    }

    protected override string Plain(string text) =>
        string.Join(
            '\n',
            MarkdownText
                .ReadPlaces(text)
                .Descendants<LeafBlock>()
                .Where(leaf => leaf.Inline is not null)
                .Select(leaf => InlineReader.PlainOf(leaf.Inline!))
        );

    protected override IEnumerable<string> Shape(string text) => MarkdownShape.Of(MarkdownText.ReadPlaces(text));

    private static string Letters(string markdown) =>
        string.Concat(FlowWriter.Write(MarkdownText.Parse(markdown)).Visible.Where(letter => !char.IsWhiteSpace(letter)));

    /// <summary>A line that was broken on purpose ends a stretch, so that lines stay lines.</summary>
    private void AddLines(ContainerInline leaf)
    {
        var line = new List<Inline>();
        foreach (var inline in leaf.Where(inline => inline is not FootnoteLink { IsBackLink: true }))
        {
            if (inline is LineBreakInline { IsHard: true })
            {
                AddStretch(line);
                line = [];
            }
            else
            {
                line.Add(inline);
            }
        }

        AddStretch(line);
    }

    private void AddStretch(List<Inline> inlines)
    {
        if (inlines.Count == 0)
        {
            return;
        }

        var draft = new SegmentDraft(Spans, static text => MarkdownEscape.Of(text));
        var reader = new InlineSegments(Source, draft);
        inlines.ForEach(reader.Add);
        if (draft.Finish() is { } parts)
        {
            _stretches.Add(new Stretch(inlines[0].Span.Start, EndOf(inlines[^1]), parts));
        }
    }

    /// <summary>A bracket that ends up as text holds what follows it, and does not count that as its own.</summary>
    private static int EndOf(Inline inline) =>
        inline is ContainerInline { LastChild: { } last } ? Math.Max(inline.Span.End + 1, EndOf(last)) : inline.Span.End + 1;

    private static string Write(IReadOnlyList<SegmentPart> parts)
    {
        var text = new StringBuilder();
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(
                parts[i] switch
                {
                    SegmentPart.Words(var words) => MarkdownEscape.Of(
                        words,
                        isLineStart: text.Length == 0,
                        isBeforeLink: i + 1 < parts.Count && parts[i + 1] is SegmentPart.Opens(_, "[")
                    ),
                    SegmentPart.Kept kept => kept.Source,
                    SegmentPart.Opens opens => opens.Source,
                    SegmentPart.Closes closes => closes.Source,
                    _ => "",
                }
            );
        }

        return text.ToString().TrimEnd();
    }

    /// <param name="End">Behind its last character.</param>
    private sealed record Stretch(int Start, int End, IReadOnlyList<SegmentPart> Parts);
}

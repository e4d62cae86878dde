using System.Text.RegularExpressions;
using Publisher.Channels.Text;

namespace Publisher.Channels.Translation;

/// <summary>Text without Markdown, line by line: titles, summaries, alternative texts, warnings; in slides <c>**bold**</c> counts.</summary>
internal sealed partial class LineText : FieldText
{
    private readonly string[] _lines;
    private readonly bool _hasBold;
    private readonly List<(int Line, IReadOnlyList<SegmentPart> Parts)> _segments = [];

    public LineText(string text, ProtectedSpans spans, bool hasBold = false)
        : base(CleanText.Of(text).ReplaceLineEndings("\n"), spans)
    {
        _hasBold = hasBold;
        _lines = Source.Split('\n');
        for (var i = 0; i < _lines.Length; i++)
        {
            if (Segment(_lines[i]) is { } parts)
            {
                _segments.Add((i, parts));
            }
        }
    }

    public override IReadOnlyList<IReadOnlyList<SegmentPart>> Segments => [.. _segments.Select(segment => segment.Parts)];

    protected override string Put(IReadOnlyList<IReadOnlyList<SegmentPart>> segments)
    {
        var lines = _lines.ToArray();
        foreach (var ((line, _), parts) in _segments.Zip(segments))
        {
            lines[line] = string.Concat(
                    parts.Select(part =>
                        part switch
                        {
                            SegmentPart.Words(var words) => words,
                            SegmentPart.Kept kept => kept.Source,
                            SegmentPart.Opens opens => opens.Source,
                            SegmentPart.Closes closes => closes.Source,
                            _ => "",
                        }
                    )
                )
                .Trim();
        }

        return string.Join('\n', lines);
    }

    protected override string Plain(string text) => _hasBold ? BoldMarks.Without(text) : text;

    protected override IEnumerable<string> Shape(string text) =>
        text.Split('\n').Select(line => _hasBold ? $"{Bold().Count(line)} of {line.Split("**").Length}" : "line");

    private IReadOnlyList<SegmentPart>? Segment(string line)
    {
        var draft = new SegmentDraft(Spans, static text => text);
        var from = 0;
        foreach (Match bold in _hasBold ? Bold().Matches(line) : Enumerable.Empty<Match>())
        {
            draft.AddWords(line[from..bold.Index]);
            var id = draft.Open("**");
            draft.AddWords(bold.Groups[1].Value);
            draft.Close(id, "**");
            from = bold.Index + bold.Length;
        }

        draft.AddWords(line[from..]);
        return draft.Finish();
    }

    [GeneratedRegex(@"\*\*([^*\n]+)\*\*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Bold();
}

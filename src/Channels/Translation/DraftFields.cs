namespace Publisher.Channels.Translation;

/// <summary>Everything of a piece that is drafted, by its path in the request.</summary>
internal sealed class DraftFields
{
    private readonly List<(string Path, FieldText Text)> _fields = [];
    private readonly string _from;
    private readonly LocalText _source;
    private readonly Dictionary<string, string> _alts = [];
    private bool _hasWarning;

    private DraftFields(string from, LocalText source) => (_from, _source) = (from, source);

    public IReadOnlyList<(string Path, FieldText Text)> All => _fields;

    public static DraftFields Of(DraftRequest request)
    {
        var fields = new DraftFields(request.From, request.Content.Texts[request.From]);
        var spans = new ProtectedSpans(request.Keep);
        fields.AddText(spans);
        fields.AddAround(request, spans);
        return fields;
    }

    /// <param name="texts">The drafts, by path.</param>
    public TextDraft Made(Dictionary<string, string> texts, DraftRequest request) =>
        new(
            new LocalText(
                texts.GetValueOrDefault(Path("title")),
                texts.GetValueOrDefault(Path("summary")),
                texts.GetValueOrDefault(Path("body")) ?? _source.Body,
                [.. _source.Slides.Select((slide, i) => texts.GetValueOrDefault(Path($"slides[{i}]")) ?? slide)],
                request.Hashtags ?? _source.Hashtags,
                Machine: true
            ),
            _alts.ToDictionary(pair => pair.Key, pair => texts[pair.Value]),
            _hasWarning ? texts[WarningPath] : null
        );

    private string WarningPath => $"contentWarning.{_from}";

    private string Path(string member) => $"texts.{_from}.{member}";

    private void AddText(ProtectedSpans spans)
    {
        Add(Path("title"), _source.Title, text => new LineText(text, spans));
        Add(Path("summary"), _source.Summary, text => new LineText(text, spans));
        Add(Path("body"), _source.Body, text => new BodyText(text, spans));
        for (var i = 0; i < _source.Slides.Count; i++)
        {
            Add(Path($"slides[{i}]"), _source.Slides[i], text => new LineText(text, spans, hasBold: true));
        }
    }

    private void AddAround(DraftRequest request, ProtectedSpans spans)
    {
        var content = request.Content;
        foreach (var (media, i) in content.Media.Select((media, i) => (media, i)))
        {
            if (
                !media.Alt.ContainsKey(request.To)
                && media.Alt.GetValueOrDefault(_from) is { Length: > 0 } alt
                && !_alts.ContainsKey(media.Id)
            )
            {
                _alts[media.Id] = $"media[{i}].alt.{_from}";
                Add(_alts[media.Id], alt, text => new LineText(text, spans));
            }
        }

        if (!content.ContentWarning.ContainsKey(request.To) && content.ContentWarning.GetValueOrDefault(_from) is { Length: > 0 } warning)
        {
            _hasWarning = true;
            Add(WarningPath, warning, text => new LineText(text, spans));
        }
    }

    private void Add(string path, string? text, Func<string, FieldText> read)
    {
        if (text is { Length: > 0 })
        {
            _fields.Add((path, read(text)));
        }
    }
}

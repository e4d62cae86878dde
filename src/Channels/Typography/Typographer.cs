using Publisher.Channels.Text;

namespace Publisher.Channels.Typography;

/// <summary>
/// Sets the texts of one piece by the rules of their language (LNG-02…08), remembers what it changed and what it doubts. Setting a text
/// twice is setting it once.
/// </summary>
/// <param name="language">BCP 47 tag of all the texts.</param>
internal sealed class Typographer(string language)
{
    /// <summary>A change can open the way to another one; more rounds than a few mean that two rules disagree.</summary>
    private const int MostRounds = 8;

    private static readonly IReadOnlyList<Func<TypedText, LanguageRules, IEnumerable<Edit>>> Steps =
    [
        Characters.FindInvisible,
        Characters.FindForms,
        Characters.FindLetters,
        Quotes.Find,
        Dashes.Find,
        Characters.FindEllipses,
        Dashes.FindRanges,
        ArmenianMarks.Find,
    ];

    private readonly SortedDictionary<EditKind, int> _changes = [];
    private LanguageRules _rules = LanguageRules.For(language);
    private Doubts? _doubts;

    private Doubts Doubts => _doubts ??= new Doubts(_rules);

    /// <summary>In a piece that holds other quotes as well, « » become those (az).</summary>
    /// <param name="texts">All texts of the piece.</param>
    public Typographer WithQuotesOf(IEnumerable<string> texts)
    {
        var all = string.Concat(texts);
        _rules = _rules with { AcceptsGuillemets = _rules.AcceptsGuillemets && all.AsSpan().IndexOfAny('"', '“', '”') < 0 };
        return this;
    }

    /// <summary>One line or slide; <c>**</c> is neither seen nor moved.</summary>
    /// <param name="place">Where it stands, for warnings: <c>texts.ru.title</c>.</param>
    /// <param name="inPicture">No-break spaces that were typed may stay.</param>
    public string Line(string text, string place, bool inPicture = false)
    {
        var pieces = text.Split(BoldMarks.Mark);
        return string.Join(BoldMarks.Mark, Set(pieces, new bool[pieces.Length], place, inPicture));
    }

    /// <summary>A line that some languages end without a full stop (LNG-05).</summary>
    public string Title(string text, string place)
    {
        var title = Line(text, place);
        if (!_rules.TitlesHaveNoStop || !title.EndsWith('.') || title.EndsWith("..", StringComparison.Ordinal))
        {
            return title;
        }

        var last = title[(title.LastIndexOf(' ') + 1)..];
        if (Abbreviations.Contains(last, language))
        {
            return title;
        }

        Count(EditKind.Stops, 1);
        return title[..^1];
    }

    /// <summary>A paragraph in runs of one style each; code is left as it is.</summary>
    /// <param name="keepsBonds">No-break spaces that were typed may stay.</param>
    public IReadOnlyList<TextRun> Runs(IReadOnlyList<TextRun> runs, string place, bool keepsBonds)
    {
        var isCode = runs.Select(run => (run.Style & (RunStyle.Code | RunStyle.Preformatted | RunStyle.Note)) != 0).ToArray();
        var pieces = Set([.. runs.Select(run => run.Text)], isCode, place, keepsBonds);
        return [.. runs.Zip(pieces, (run, piece) => run with { Text = piece }).Where(run => run.Text.Length > 0)];
    }

    /// <summary>What was changed, then what a person should look at.</summary>
    /// <param name="inPictures">The texts are drawn by us.</param>
    public IEnumerable<Warning> Warnings(bool inPictures)
    {
        // These are no typography: somebody put them there, or a program did.
        if (_changes.TryGetValue(EditKind.Invisible, out var invisible))
        {
            yield return new Warning("invisible_characters", $"{Counted(invisible, "invisible character")} taken out.");
        }

        var typography = _changes.Where(change => change.Key != EditKind.Invisible).ToList();
        if (typography.Count > 0)
        {
            var changes = Counted(typography.Sum(change => change.Value), "change");
            var kinds = typography.Select(change => $"{change.Key.ToString().ToLowerInvariant()} {change.Value}");
            yield return new Warning("typography", $"{changes} by the rules of {language}: {string.Join(", ", kinds)}.");
        }

        foreach (var warning in Doubts.Warnings(inPictures))
        {
            yield return warning;
        }
    }

    /// <summary>Changes made before the text was read into pieces.</summary>
    public void Count(EditKind kind, int changes)
    {
        if (changes > 0)
        {
            _changes[kind] = _changes.GetValueOrDefault(kind) + changes;
        }
    }

    private IReadOnlyList<string> Set(IReadOnlyList<string> pieces, bool[] isCode, string place, bool keepsBonds)
    {
        var text = TypedText.Of(pieces, isCode);
        var changed = true;
        for (var round = 0; round < MostRounds && changed; round++)
        {
            changed = false;
            foreach (var step in keepsBonds ? Steps : [.. Steps, Characters.FindSpaces])
            {
                var edits = step(text, _rules).ToList();
                if (edits.Count > 0)
                {
                    text = text.With(edits);
                    edits.ForEach(edit => Count(edit.Kind, 1));
                    changed = true;
                }
            }
        }

        Doubts.Read(text, place);
        return text.Pieces();
    }

    private static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}

using System.Text.RegularExpressions;
using Publisher.Channels.Text;

namespace Publisher.Channels.Translation;

/// <summary>A stretch that no translator sees.</summary>
/// <param name="IsFigure">A number with its unit, which a translator may also write of its own accord.</param>
internal readonly record struct ProtectedSpan(TextSpan Span, bool IsFigure);

/// <summary>
/// Finds in plain text what a translation must hold exactly as it stood: given terms such as names, addresses, e-mails, handles,
/// hashtags, and numbers with their unit.
/// </summary>
internal sealed partial class ProtectedSpans
{
    private const string Signs = "€$£₽₾֏₼+−-";

    private readonly (Func<string, int, Match> Find, bool IsFigure)[] _patterns;

    /// <param name="terms">Whole words or phrases, whatever their case.</param>
    public ProtectedSpans(IReadOnlyList<string> terms)
    {
        Terms = [.. terms.Select(term => term.Trim()).Where(term => term.Length > 0).OrderByDescending(term => term.Length)];
        _patterns = [.. Terms.Count == 0 ? [] : new[] { ((Func<string, int, Match>)OfTerms(Terms).Match, false) }, (NextFigure, true)];
    }

    /// <summary>The given terms, longest first.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>In order, none within another.</summary>
    public IReadOnlyList<ProtectedSpan> Find(string text)
    {
        var whole = new Queue<TextSpan>(WholeSpans.Find(text));
        var next = new Match?[_patterns.Length];
        var found = new List<ProtectedSpan>();
        for (var at = 0; Next(text, at, whole, next) is { } span; at = span.Span.End)
        {
            found.Add(span);
        }

        return found;
    }

    /// <summary>The first from <paramref name="at"/> on; of those that begin together, the longest.</summary>
    private ProtectedSpan? Next(string text, int at, Queue<TextSpan> whole, Match?[] next)
    {
        while (whole.TryPeek(out var passed) && passed.Start < at)
        {
            whole.Dequeue();
        }

        ProtectedSpan? first = whole.TryPeek(out var span) ? new ProtectedSpan(span, false) : null;
        for (var i = 0; i < _patterns.Length; i++)
        {
            // A match that another stretch has run over may have hidden one behind it.
            if (next[i] is not { } known || (known.Success && known.Index < at))
            {
                next[i] = _patterns[i].Find(text, at);
            }

            if (next[i]! is { Success: true } match && (first is null || IsBefore(match, first.Value.Span)))
            {
                first = new ProtectedSpan(new TextSpan(match.Index, match.Index + match.Length), _patterns[i].IsFigure);
            }
        }

        return first;
    }

    private static Regex OfTerms(IReadOnlyList<string> terms) =>
        new(
            string.Join('|', terms.Select(term => $"{EdgeAt(term[0])}{Regex.Escape(term)}{EdgeAt(term[^1])}")),
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
        );

    /// <summary>A word ends with the term; a bracket or a mark may stand against anything.</summary>
    private static string EdgeAt(char letter) => char.IsLetterOrDigit(letter) || letter == '_' ? @"\b" : "";

    /// <summary>Looked for place by place: each look is short, however long the text.</summary>
    private static Match NextFigure(string text, int at)
    {
        for (var i = at; i < text.Length; i++)
        {
            if (
                (char.IsDigit(text[i]) || Signs.Contains(text[i], StringComparison.Ordinal))
                && Figure().Match(text, i) is { Success: true } figure
            )
            {
                return figure;
            }
        }

        return Match.Empty;
    }

    private static bool IsBefore(Match match, TextSpan span) =>
        match.Index < span.Start || (match.Index == span.Start && match.Length > span.Length);

    [GeneratedRegex(
        @"\G(?<![\p{L}\p{N}.,])(?:[€$£₽₾֏₼]\s?\d{1,20}(?:[.,]\d{1,20}|[\u00A0\u202F ]\d{3}(?!\d)){0,8}|[+−-]?\d{1,20}(?:[.,]\d{1,20}|[\u00A0\u202F ]\d{3}(?!\d)){0,8}\s?(?:[%‰€$£₽₾֏₼]|°[CF]?|(?:km/h|km²|km|m²|cm|mm|m|kg|g|t|ha|l|ml|kWh|kW|MW|GB|MB|км/ч|км²|км|м²|см|мм|кг|га)(?![\p{L}\p{N}])))",
        RegexOptions.CultureInvariant,
        100
    )]
    private static partial Regex Figure();
}

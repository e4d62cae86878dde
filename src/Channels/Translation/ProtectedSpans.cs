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
    private readonly Regex? _terms;

    /// <param name="terms">Whole words or phrases, whatever their case.</param>
    public ProtectedSpans(IReadOnlyList<string> terms)
    {
        Terms = [.. terms.Select(term => term.Trim()).Where(term => term.Length > 0).OrderByDescending(term => term.Length)];
        _terms =
            Terms.Count == 0
                ? null
                : new Regex(
                    $@"(?<![\p{{L}}\p{{M}}\p{{N}}_])(?:{string.Join('|', Terms.Select(Regex.Escape))})(?![\p{{L}}\p{{M}}\p{{N}}_])",
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
                    TimeSpan.FromSeconds(5)
                );
    }

    /// <summary>The given terms, longest first.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>In order, none within another.</summary>
    public IReadOnlyList<ProtectedSpan> Find(string text)
    {
        IEnumerable<ProtectedSpan> all =
        [
            .. AddressSpans.Find(text).Select(span => new ProtectedSpan(span, false)),
            .. new[] { _terms, Email(), Domain(), Handle(), Hashtag() }.SelectMany(pattern => Matches(pattern, text, false)),
            .. Matches(Figure(), text, true),
        ];
        var found = new List<ProtectedSpan>();
        // The longest of those that begin alike comes first, and whatever is the later begins behind its end.
        foreach (var next in all.OrderBy(item => item.Span.Start).ThenByDescending(item => item.Span.End))
        {
            if (found.Count == 0 || next.Span.Start >= found[^1].Span.End)
            {
                found.Add(next);
            }
        }

        return found;
    }

    private static IEnumerable<ProtectedSpan> Matches(Regex? pattern, string text, bool isFigure) =>
        pattern is null
            ? []
            : pattern.Matches(text).Select(match => new ProtectedSpan(new TextSpan(match.Index, match.Index + match.Length), isFigure));

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}",
        RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex Email();

    /// <summary>An address without its https://.</summary>
    [GeneratedRegex(
        @"(?<![\p{L}\p{N}@._/-])(?:www\.[^\s<>()«»“”""]{1,2000}(?<![.,;:!?…'*_])|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,5}\.(?:com|org|net|info|media|news|tv|me|io|am|ge|az|ru|su|eu|de|fr|uk|xn--[a-z0-9]{2,20})(?![\p{L}\p{N}@])(?:/[^\s<>()«»“”""]{0,2000}(?<![.,;:!?…'*_]))?)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        5_000
    )]
    private static partial Regex Domain();

    [GeneratedRegex(
        @"(?<![\p{L}\p{M}\p{N}_@./])@[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.@-]{0,200}[\p{L}\p{M}\p{N}_])?",
        RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex Handle();

    [GeneratedRegex(@"(?<![\p{L}\p{M}\p{N}_&/#])#[\p{L}\p{M}\p{N}_]{1,200}", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Hashtag();

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}.,])(?:[€$£₽₾֏₼]\s?\d{1,20}(?:[.,]\d{1,20}|[\u00A0\u202F ]\d{3}(?!\d)){0,8}|[+−-]?\d{1,20}(?:[.,]\d{1,20}|[\u00A0\u202F ]\d{3}(?!\d)){0,8}\s?(?:[%‰€$£₽₾֏₼]|°[CF]?|(?:km/h|km²|km|m²|cm|mm|m|kg|g|t|ha|l|ml|kWh|kW|MW|GB|MB|км/ч|км²|км|м²|см|мм|кг|га)(?![\p{L}\p{N}])))",
        RegexOptions.CultureInvariant,
        5_000
    )]
    private static partial Regex Figure();
}

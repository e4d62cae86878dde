using Publisher.Channels.Text;

namespace Publisher.Channels.Typography;

/// <summary>How firmly two neighbours hold together at a line end (SLIDES 3).</summary>
internal enum Bond
{
    None,

    /// <summary>A line end there costs, and is avoided.</summary>
    Soft,

    /// <summary>Never a line end, unless what it holds together is wider than the box (SLD-34).</summary>
    Loose,

    /// <summary>Never a line end.</summary>
    Hard,
}

/// <param name="Position">Of a blank, or of a hyphen after which the line may or may not end.</param>
internal readonly record struct BondPlace(int Position, Bond Bond);

/// <summary>
/// Finds what holds together at line ends (SLD-31…34), by the rules of the text's language. Positions only: in what leaves as plain text
/// there are none (SLD-35), and pictures are broken by us, so they need no characters for it either.
/// </summary>
internal static class Bonds
{
    private const char NoBreakSpace = '\u00A0';

    /// <param name="text">Without marks for bold.</param>
    /// <param name="edges">Positions of the letters before which bold or another style begins or ends: words stressed so stand free.</param>
    /// <returns>Rising; a blank without a bond is left out, a hyphen that may end a line is <see cref="Bond.Soft"/>.</returns>
    public static IReadOnlyList<BondPlace> Find(string text, string language, IReadOnlySet<int> edges)
    {
        var rules = LanguageRules.For(language).Bonds;
        var words = BondWord.Read(text, edges);
        var places = new List<BondPlace>();
        for (var at = 0; at < words.Count; at++)
        {
            places.AddRange(Hyphens.Find(words[at]));
            if (at + 1 < words.Count && !words[at].EndsLine)
            {
                var bond = text[words[at].End] is NoBreakSpace or '\u202F' ? Bond.Hard : WordBonds.Between(words, at, rules);
                if (bond != Bond.None)
                {
                    places.Add(new BondPlace(words[at].End, bond));
                }
            }
        }

        return places;
    }

    /// <summary>
    /// Hard bonds between words as no-break spaces, for HTML. Hyphens get no U+2060 there: it would stand in every copy of the text, and
    /// a search for the word would miss it.
    /// </summary>
    public static IReadOnlyList<TextRun> InHtml(IReadOnlyList<TextRun> runs, string language)
    {
        var text = string.Concat(runs.Select(run => run.Text));
        var edges = EdgesOf(runs);
        var bonds = Find(text, language, edges)
            .Where(place => place.Bond >= Bond.Loose && text[place.Position] != '-')
            .Select(place => place.Position)
            .ToHashSet();
        var bonded = new List<TextRun>(runs.Count);
        var start = 0;
        foreach (var run in runs)
        {
            var isCode = (run.Style & (RunStyle.Code | RunStyle.Preformatted | RunStyle.Note)) != 0;
            var letters = run.Text.Select((letter, index) => !isCode && bonds.Contains(start + index) ? NoBreakSpace : letter);
            bonded.Add(run with { Text = string.Concat(letters) });
            start += run.Text.Length;
        }

        return bonded;
    }

    private static HashSet<int> EdgesOf(IReadOnlyList<TextRun> runs)
    {
        var edges = new HashSet<int>();
        var end = 0;
        foreach (var run in runs.SkipLast(1))
        {
            edges.Add(end += run.Text.Length);
        }

        return edges;
    }
}

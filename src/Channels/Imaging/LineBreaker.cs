using System.Globalization;

namespace Publisher.Channels.Imaging;

/// <summary>
/// Sets words in the fewest lines that the width allows, and among those ways the least ragged. Pango alone fills lines greedily and leaves
/// a lone short word on the last one.
/// </summary>
internal static class LineBreaker
{
    private const double LonelyWord = 1;
    private const double ShortLastLine = 0.5;
    private const double SoftBond = 0.25;
    private const double AfterPunctuation = -0.05;
    private const double DashFirst = 10;

    /// <summary>The index of each line's first word.</summary>
    /// <param name="widths">px of each word; none is wider than <paramref name="room"/>.</param>
    /// <param name="gap">px of a space.</param>
    public static IReadOnlyList<int> Break(IReadOnlyList<StyledText.Word> words, IReadOnlyList<double> widths, double gap, double room)
    {
        var starts = new List<int>();
        var from = 0;
        for (var word = 0; word < words.Count; word++)
        {
            if (words[word].EndsLine || word == words.Count - 1)
            {
                starts.AddRange(new Paragraph(words, widths, gap, room, from, word + 1).Break());
                from = word + 1;
            }
        }

        return starts;
    }

    private sealed class Paragraph(
        IReadOnlyList<StyledText.Word> words,
        IReadOnlyList<double> widths,
        double gap,
        double room,
        int from,
        int until
    )
    {
        public IEnumerable<int> Break()
        {
            var lines = FewestLines();
            var mean = Width(from, until) / lines;
            var best = new Dictionary<(int Word, int Lines), (double Cost, int Next)>();
            Best(from, lines, mean, best);
            for (var (word, left) = (from, lines); left > 0; left--)
            {
                yield return word;
                word = best[(word, left)].Next;
            }
        }

        private int FewestLines()
        {
            var lines = 1;
            for (var (start, word) = (from, from); word < until; word++)
            {
                if (Width(start, word + 1) > room && word > start)
                {
                    lines++;
                    start = word;
                }
            }

            return lines;
        }

        private double Best(int start, int lines, double mean, Dictionary<(int, int), (double Cost, int Next)> best)
        {
            if (best.TryGetValue((start, lines), out var known))
            {
                return known.Cost;
            }

            var (cost, next) = (double.PositiveInfinity, until);
            for (var end = start + 1; end <= until && (end == start + 1 || Width(start, end) <= room); end++)
            {
                if ((lines == 1) != (end == until))
                {
                    continue;
                }

                var here = CostOf(start, end, mean) + (lines == 1 ? 0 : Best(end, lines - 1, mean, best));
                if (here < cost)
                {
                    (cost, next) = (here, end);
                }
            }

            best[(start, lines)] = (cost, next);
            return cost;
        }

        private double CostOf(int start, int end, double mean)
        {
            var width = Width(start, end);
            var cost = Math.Pow((width - mean) / mean, 2);
            if (end == until)
            {
                cost += start > from && end - start == 1 && words[start].Text.Length <= 6 ? LonelyWord : 0;
                return cost + (start > from && width < 0.4 * mean ? ShortLastLine : 0);
            }

            cost += IsShortWord(words[end - 1].Text) ? SoftBond : 0;
            cost += IsDash(words[end].Text) ? DashFirst : 0;
            return cost + (char.IsPunctuation(words[end - 1].Text[^1]) ? AfterPunctuation : 0);
        }

        private double Width(int start, int end)
        {
            var width = gap * (end - start - 1);
            for (var word = start; word < end; word++)
            {
                width += widths[word];
            }

            return width;
        }
    }

    /// <summary>A preposition or the like, also behind an opening quote.</summary>
    private static bool IsShortWord(string word) =>
        word.TrimStart('«', '„', '“', '‘', '"', '(') is { Length: 1 or 2 } letters && letters.All(char.IsLetter);

    private static bool IsDash(string word) =>
        word.Length == 1 && CharUnicodeInfo.GetUnicodeCategory(word[0]) == UnicodeCategory.DashPunctuation;
}

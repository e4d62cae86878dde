using Publisher.Channels.Typography;

namespace Publisher.Channels.Imaging;

/// <summary>
/// Sets words in the fewest lines that the width allows, and among those ways the least ragged (SLD-30). Pango alone fills lines greedily,
/// parts a number from its noun and leaves a lone short word on the last line.
/// </summary>
internal static class LineBreaker
{
    private const double LonelyWord = 1;
    private const int LonelyLetters = 6;
    private const double ShortLastLine = 0.5;
    private const double ShortShare = 0.4;
    private const double BrokenBond = 0.25;
    private const double AfterPunctuation = -0.05;

    /// <summary>The index of each line's first word.</summary>
    /// <param name="widths">px of each word.</param>
    /// <param name="gap">px of a space.</param>
    /// <param name="room">px of a line; only words that hold together (<see cref="Widest"/>) may be wider.</param>
    /// <param name="less">px that a finished line came out too wide: lines get so much less room, bonds hold as before.</param>
    public static IReadOnlyList<int> Break(
        IReadOnlyList<StyledText.Word> words,
        IReadOnlyList<double> widths,
        double gap,
        double room,
        double less = 0
    )
    {
        var starts = new List<int>();
        var chains = Chains(words, widths, gap, room);
        var from = 0;
        for (var chain = 0; chain < chains.Count; chain++)
        {
            if (words[chains[chain].Until - 1].EndsLine || chain == chains.Count - 1)
            {
                starts.AddRange(new Paragraph(words, chains, room - less, from, chain + 1).Break().Select(first => chains[first].From));
                from = chain + 1;
            }
        }

        return starts;
    }

    /// <summary>The words that no line end may part and that need the most room, with their px.</summary>
    public static (Range Words, double Width) Widest(
        IReadOnlyList<StyledText.Word> words,
        IReadOnlyList<double> widths,
        double gap,
        double room
    )
    {
        var widest = Chains(words, widths, gap, room).MaxBy(chain => chain.Width);
        return (widest.From..widest.Until, widest.Width);
    }

    /// <summary>Words joined by hard bonds; one that is wider than the room is loosened where it may be (SLD-34).</summary>
    private static List<Chain> Chains(IReadOnlyList<StyledText.Word> words, IReadOnlyList<double> widths, double gap, double room)
    {
        var chains = new List<Chain>();
        for (var (from, until) = (0, 0); from < words.Count; from = until)
        {
            until = EndOf(from, Bond.Loose);
            var whole = ChainOf(from, until);
            if (whole.Width <= room)
            {
                chains.Add(whole);
                continue;
            }

            for (var (start, end) = (from, from); start < until; start = end)
            {
                end = EndOf(start, Bond.Hard);
                chains.Add(ChainOf(start, end));
            }
        }

        return chains;

        int EndOf(int start, Bond least)
        {
            var end = start + 1;
            while (end < words.Count && words[end - 1].After >= least && !words[end - 1].EndsLine)
            {
                end++;
            }

            return end;
        }

        Chain ChainOf(int start, int end)
        {
            var width = widths[start];
            for (var word = start + 1; word < end; word++)
            {
                width += widths[word] + (words[word - 1].IsSpaced ? gap : 0);
            }

            return new Chain(start, end, width, words[end - 1].IsSpaced ? gap : 0);
        }
    }

    /// <param name="Gap">px before the next chain on the same line.</param>
    private readonly record struct Chain(int From, int Until, double Width, double Gap);

    private sealed class Paragraph(IReadOnlyList<StyledText.Word> words, List<Chain> chains, double room, int from, int until)
    {
        public IEnumerable<int> Break()
        {
            var lines = FewestLines();
            var mean = Width(from, until) / lines;
            var best = new Dictionary<(int Chain, int Lines), (double Cost, int Next)>();
            Best(from, lines, mean, best);
            for (var (chain, left) = (from, lines); left > 0; left--)
            {
                yield return chain;
                chain = best[(chain, left)].Next;
            }
        }

        private int FewestLines()
        {
            var lines = 1;
            for (var (start, chain) = (from, from); chain < until; chain++)
            {
                if (Width(start, chain + 1) > room && chain > start)
                {
                    lines++;
                    start = chain;
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
            if (end < until)
            {
                var last = words[chains[end - 1].Until - 1];
                return cost + (last.After == Bond.None ? 0 : BrokenBond) + (EndsInPunctuation(last) ? AfterPunctuation : 0);
            }

            var isLater = start > from;
            cost += isLater && IsLonely(start) ? LonelyWord : 0;
            return cost + (isLater && width < ShortShare * mean ? ShortLastLine : 0);
        }

        private bool IsLonely(int start) =>
            chains[start].Until == chains[until - 1].Until
            && chains[start].Until - chains[start].From == 1
            && words[chains[start].From].Text.Count(char.IsLetterOrDigit) <= LonelyLetters;

        private double Width(int start, int end)
        {
            var width = chains[start].Width;
            for (var chain = start + 1; chain < end; chain++)
            {
                width += chains[chain - 1].Gap + chains[chain].Width;
            }

            return width;
        }
    }

    private static bool EndsInPunctuation(StyledText.Word word) =>
        word.IsSpaced && char.IsPunctuation(word.Text[^1]) && word.Text[^1] is not ('%' or '@' or '#' or '&' or '*' or '_' or '/');
}

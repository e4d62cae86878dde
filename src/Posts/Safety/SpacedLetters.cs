namespace Publisher.Posts.Safety;

/// <summary>Words whose letters stand apart: "P e t r o v", "p-e-t-r-o-v". A wider gap or a capital begins another word.</summary>
internal static class SpacedLetters
{
    private const int Fewest = 3;
    private const int WidestGap = 4;

    /// <summary>So many stray letters and signs may stand before, and behind: to hide a name they must not suffice.</summary>
    private const int Stray = 6;

    /// <summary>The stretches that may be one word, with the first and last word of the text in them.</summary>
    public static IEnumerable<(Stretch Place, int First, int Last)> In(SpannedText text, TextParts parts)
    {
        var segments = parts.Segments;
        for (var first = 0; first < segments.Count; )
        {
            var after = first + 1;
            if (IsLetter(segments[first]))
            {
                while (after < segments.Count && IsLetter(segments[after]) && segments[after].Gap <= WidestGap)
                {
                    after++;
                }

                foreach (var (from, to) in after - first >= Fewest ? Runs(text, segments, first, after) : [])
                {
                    var place = new Stretch(segments[from].From, segments[to - 1].To);
                    yield return (place, segments[from].FirstWord, segments[to - 1].LastWord);
                }
            }

            first = after;
        }
    }

    private static bool IsLetter(Segment segment) => segment.To - segment.From == 1;

    /// <summary>The whole run; what gaps divide; what capitals divide; and these without stray letters.</summary>
    private static HashSet<(int From, int To)> Runs(SpannedText text, List<Segment> segments, int first, int after)
    {
        var runs = new HashSet<(int, int)>();
        var narrow = Enumerable.Range(first + 1, after - first - 1).Min(at => segments[at].Gap);
        AddTrimmed(first, after, runs);
        Divide(first, after, at => segments[at].Gap > narrow, runs);
        Divide(first, after, at => segments[at].Gap > narrow || IsCapital(text, segments, at), runs);
        return runs;
    }

    private static bool IsCapital(SpannedText text, List<Segment> segments, int at) =>
        text.IsCapital(segments[at].From) && !text.IsCapital(segments[at - 1].From);

    private static void Divide(int first, int after, Func<int, bool> isBoundary, HashSet<(int, int)> runs)
    {
        var start = first;
        for (var at = first + 1; at <= after; at++)
        {
            if (at == after || isBoundary(at))
            {
                AddTrimmed(start, at, runs);
                start = at;
            }
        }
    }

    private static void AddTrimmed(int from, int to, HashSet<(int, int)> runs)
    {
        for (var before = 0; before <= Stray; before++)
        {
            for (var behind = 0; behind <= Stray; behind++)
            {
                if (to - behind - from - before >= 2 && to - from <= Skeleton.LongestWord + (2 * Stray))
                {
                    runs.Add((from + before, to - behind));
                }
            }
        }
    }
}

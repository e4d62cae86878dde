namespace Publisher.Channels.Text;

/// <summary>
/// Cuts one paragraph into points (SLD-20, SLD-22): whole sentences, at most three together and then at most <see cref="SlideLength.Aim"/>
/// letters; fewest points first, then the smallest longest one. Only a sentence over <see cref="SlideLength.Most"/> is cut.
/// </summary>
internal static class SlidePoints
{
    private const int MostSentences = 3;

    /// <param name="paragraph">One line, bold between <c>**</c>.</param>
    public static IReadOnlyList<string> Of(string paragraph, string language, SlideLength length)
    {
        var sentences = SentencesOf(paragraph, language, length.Most);
        return BoldMarks.Balance(Grouped(sentences, length.Aim));
    }

    /// <summary>A slide that an editor wrote: as it is, and only cut when it is too long.</summary>
    public static IReadOnlyList<string> Whole(string slide, string language, SlideLength length) =>
        BoldMarks.Letters(slide) <= length.Most ? [slide] : Of(slide, language, length);

    private static List<string> SentencesOf(string paragraph, string language, int most)
    {
        var sentences = new List<string>();
        var start = 0;
        foreach (var end in Sentences.EndsOf(paragraph, language))
        {
            var sentence = paragraph[start..end].Trim();
            sentences.AddRange(BoldMarks.Letters(sentence) <= most ? [sentence] : LongSentence.Cut(sentence, language, most));
            start = end;
        }

        return sentences;
    }

    private static List<string> Grouped(List<string> sentences, int aim)
    {
        var best = new (int Slides, int Longest, int Take)[sentences.Count + 1];
        for (var start = sentences.Count - 1; start >= 0; start--)
        {
            best[start] = (int.MaxValue, int.MaxValue, 1);
            for (var take = 1; take <= MostSentences && start + take <= sentences.Count; take++)
            {
                var letters = BoldMarks.Letters(Joined(sentences, start, take));
                var rest = best[start + take];
                var option = (Slides: rest.Slides + 1, Longest: Math.Max(rest.Longest, letters), Take: take);
                if (
                    (take == 1 || letters <= aim)
                    && (option.Slides, option.Longest).CompareTo((best[start].Slides, best[start].Longest)) < 0
                )
                {
                    best[start] = option;
                }
            }
        }

        var groups = new List<string>();
        for (var start = 0; start < sentences.Count; start += best[start].Take)
        {
            groups.Add(Joined(sentences, start, best[start].Take));
        }

        return groups;
    }

    private static string Joined(List<string> sentences, int start, int take) => string.Join(' ', sentences.Skip(start).Take(take));
}

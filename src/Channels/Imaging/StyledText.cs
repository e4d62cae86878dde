using Publisher.Channels.Text;
using Publisher.Channels.Typography;

namespace Publisher.Channels.Imaging;

/// <summary>A slide's text as words of plain and bold runs, with what holds them together at a line end (SLIDES 3).</summary>
internal sealed record StyledText(IReadOnlyList<StyledText.Word> Words)
{
    /// <summary>A word, or the part of one up to a hyphen that may end a line.</summary>
    /// <param name="After">The bond with the next word.</param>
    /// <param name="IsSpaced">A space follows when the next word stands on the same line.</param>
    /// <param name="EndsLine">The writer broke the line after it.</param>
    public sealed record Word(IReadOnlyList<Run> Runs, Bond After = Bond.None, bool IsSpaced = true, bool EndsLine = false)
    {
        public string Text { get; } = string.Concat(Runs.Select(run => run.Text));
    }

    public readonly record struct Run(string Text, bool Bold);

    /// <summary>Reads <c>**bold**</c>; a mark without its partner stays as it was typed.</summary>
    /// <param name="language">BCP 47; decides about bonds.</param>
    public static StyledText Parse(string text, string language)
    {
        var read = BoldMarks.Read(CleanText.Of(text));
        var (letters, bold) = (read.Letters, read.Bold);
        var bonds = Bonds.Find(letters, language, read.Edges).ToDictionary(place => place.Position, place => place.Bond);
        var words = new List<Word>();
        var start = 0;
        for (var at = 0; at <= letters.Length; at++)
        {
            if (at == letters.Length || char.IsWhiteSpace(letters[at]))
            {
                var isInside = at < letters.Length && bold[at]; // what is bold is one thought: better not torn
                var after = bonds.GetValueOrDefault(at, isInside ? Bond.Soft : Bond.None);
                Take(words, RunsOf(letters, bold, start, at), after, isSpaced: true);
                if (at < letters.Length && letters[at] == '\n' && words.Count > 0)
                {
                    words[^1] = words[^1] with { EndsLine = true };
                }

                start = at + 1;
            }
            else if (letters[at] == '-' && bonds.GetValueOrDefault(at) == Bond.Soft)
            {
                Take(words, RunsOf(letters, bold, start, at + 1), Bond.Soft, isSpaced: false);
                start = at + 1;
            }
        }

        return new StyledText(words);
    }

    private static List<Run> RunsOf(string letters, IReadOnlyList<bool> bold, int start, int end)
    {
        var runs = new List<Run>();
        for (var from = start; from < end; )
        {
            var until = from + 1;
            while (until < end && bold[until] == bold[from])
            {
                until++;
            }

            runs.Add(new Run(letters[from..until], bold[from]));
            from = until;
        }

        return runs;
    }

    private static void Take(List<Word> words, List<Run> runs, Bond after, bool isSpaced)
    {
        if (runs.Count > 0)
        {
            words.Add(new Word(runs, after, isSpaced));
        }
    }
}

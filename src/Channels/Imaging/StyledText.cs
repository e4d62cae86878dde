using System.Text;

namespace Publisher.Channels.Imaging;

/// <summary>A slide's text as words of plain and bold runs. Words part at ordinary spaces only: a no-break space is a bond.</summary>
internal sealed record StyledText(IReadOnlyList<StyledText.Word> Words)
{
    /// <param name="EndsLine">The writer broke the line after it.</param>
    public sealed record Word(IReadOnlyList<Run> Runs, bool EndsLine)
    {
        public string Text => string.Concat(Runs.Select(run => run.Text));
    }

    public readonly record struct Run(string Text, bool Bold);

    /// <summary>Reads <c>**bold**</c>; a mark without its partner stays as it was typed.</summary>
    public static StyledText Parse(string text)
    {
        var words = new List<Word>();
        var runs = new List<Run>();
        var letters = new StringBuilder();
        var bold = false;
        for (var at = 0; at < text.Length; at++)
        {
            if (IsMark(text, at, bold))
            {
                TakeRun(runs, letters, bold);
                bold = !bold;
                at++;
            }
            else if (text[at] is ' ' or '\t' or '\n' or '\r')
            {
                TakeRun(runs, letters, bold);
                TakeWord(words, runs, endsLine: text[at] == '\n');
            }
            else if (!char.IsControl(text[at]))
            {
                letters.Append(text[at]);
            }
        }

        TakeRun(runs, letters, bold);
        TakeWord(words, runs, endsLine: false);
        return new StyledText(words);
    }

    private static bool IsMark(string text, int at, bool bold) =>
        string.CompareOrdinal(text, at, "**", 0, 2) == 0 && (bold || text.IndexOf("**", at + 2, StringComparison.Ordinal) > at + 2);

    private static void TakeRun(List<Run> runs, StringBuilder letters, bool bold)
    {
        if (letters.Length > 0)
        {
            runs.Add(new Run(letters.ToString(), bold));
            letters.Clear();
        }
    }

    private static void TakeWord(List<Word> words, List<Run> runs, bool endsLine)
    {
        if (runs.Count > 0)
        {
            words.Add(new Word([.. runs], endsLine));
            runs.Clear();
        }
        else if (endsLine && words.Count > 0)
        {
            words[^1] = words[^1] with { EndsLine = true };
        }
    }
}

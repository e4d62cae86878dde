using System.Text;

namespace Publisher.Channels.Typography;

/// <summary>Armenian full stops and pauses typed on a keyboard that lacks them (LNG-02). Marks of question and exclamation are a person's to set.</summary>
internal static class ArmenianMarks
{
    private const string Stop = "։";
    private const string Pause = "՝";

    public static IEnumerable<Edit> Find(TypedText text, LanguageRules rules)
    {
        for (var at = 1; at < text.Letters.Length && rules.HasArmenianMarks; at++)
        {
            if (text.IsKept(at))
            {
                continue;
            }

            if (text.At(at) == ':' && EndsWord(text.At(at - 1)) && IsFree(text.At(at + 1)))
            {
                yield return new Edit(at, 1, Stop, EditKind.Stops);
            }
            else if (text.At(at) == '`' && IsLetter(text.At(at - 1)))
            {
                yield return new Edit(at, 1, Pause, EditKind.Stops);
            }
        }
    }

    /// <summary>The same grave accents before Markdown takes two of them for code. One that opens code follows no letter.</summary>
    public static string InMarkdown(string markdown)
    {
        if (!markdown.Contains('`'))
        {
            return markdown;
        }

        var mended = new StringBuilder(markdown);
        var isCode = false;
        for (var at = 0; at < mended.Length; at++)
        {
            if (mended[at] != '`')
            {
                continue;
            }

            if (!isCode && at > 0 && IsLetter(mended[at - 1]))
            {
                mended[at] = Pause[0];
            }
            else
            {
                isCode = !isCode;
            }
        }

        return mended.ToString();
    }

    public static bool IsLetter(char letter) => letter is (>= 'Ա' and <= 'Ֆ') or (>= 'ա' and <= 'և') or '՛' or '՜' or '՞';

    private static bool EndsWord(char letter) => IsLetter(letter) || char.IsAsciiDigit(letter) || letter is '%' or '»' or ')';

    private static bool IsFree(char letter) => letter is '\0' or '-' or '–' or '—' or '»' or '"' || char.IsWhiteSpace(letter);
}

using System.Text;
using System.Text.RegularExpressions;

namespace Publisher.Channels.Translation;

/// <summary>Writes plain words so that Markdown reads them as these words and nothing else.</summary>
internal static partial class MarkdownEscape
{
    /// <param name="isLineStart">Whether a line begins with these words.</param>
    /// <param name="isBeforeLink">Whether a link follows, which <c>!</c> would make a picture.</param>
    public static string Of(string words, bool isLineStart = false, bool isBeforeLink = false)
    {
        var text = isLineStart ? words.TrimStart() : words;
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsSpecial(text, i) || (isBeforeLink && i == text.Length - 1 && text[i] == '!'))
            {
                escaped.Append('\\');
            }

            escaped.Append(text[i]);
        }

        return isLineStart ? LineStart().Replace(escaped.ToString(), @"$1\$2$3") : escaped.ToString();
    }

    private static bool IsSpecial(string text, int i) =>
        text[i] switch
        {
            '\\' or '`' or '*' or '[' or ']' or '<' or '~' or '|' => true,
            '_' => i == 0 || i == text.Length - 1 || !char.IsLetterOrDigit(text[i - 1]) || !char.IsLetterOrDigit(text[i + 1]),
            '&' => i + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[i + 1]) || text[i + 1] == '#'),
            _ => false,
        };

    /// <summary>Headings, quotes, lists and rules, which only begin where a line begins.</summary>
    [GeneratedRegex(@"^(?:(\d{1,9})([.)])|([#>+=:-]))", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LineStart();
}

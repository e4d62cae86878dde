using System.Text;

namespace Publisher.Channels.Text;

/// <summary>
/// Takes out what no target can carry: control characters other than line break and tab, halves of surrogate pairs, and the
/// overrides of direction, which show an approver other words than readers get; the marks that scripts need stay.
/// </summary>
internal static class CleanText
{
    private const char LeftToRightOverride = '\u202D';
    private const char RightToLeftOverride = '\u202E';

    public static string Of(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (IsBroken(text, index))
            {
                return Cleaned(text, index);
            }

            if (char.IsHighSurrogate(text[index]))
            {
                index++;
            }
        }

        return text;
    }

    /// <summary>One line: breaks become spaces, and the ends are trimmed.</summary>
    public static string Line(string text) => Of(text).ReplaceLineEndings(" ").Replace('\t', ' ').Trim();

    private static string Cleaned(string text, int from)
    {
        var clean = new StringBuilder(text.Length).Append(text, 0, from);
        for (var index = from; index < text.Length; index++)
        {
            if (IsBroken(text, index))
            {
                continue;
            }

            clean.Append(text[index]);
            if (char.IsHighSurrogate(text[index]))
            {
                clean.Append(text[++index]);
            }
        }

        return clean.ToString();
    }

    private static bool IsBroken(string text, int index)
    {
        var character = text[index];
        if (char.IsSurrogate(character))
        {
            return !char.IsSurrogatePair(text, index);
        }

        return character is '\uFFFE' or '\uFFFF' or LeftToRightOverride or RightToLeftOverride
            || (char.IsControl(character) && character is not ('\n' or '\r' or '\t'));
    }
}

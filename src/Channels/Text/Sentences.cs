using System.Buffers;

namespace Publisher.Channels.Text;

/// <summary>Finds where sentences end, by the rules of the text's language (SLD-26, SLD-27). A line break always ends one.</summary>
internal static class Sentences
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?…؟\n");
    private static readonly SearchValues<char> ArmenianEnds = SearchValues.Create("։:….\n");
    private static readonly SearchValues<char> Closing = SearchValues.Create("»”“’‘\"')]}*");
    private static readonly SearchValues<char> Opening = SearchValues.Create("«„“‘(\"'[*");
    private static readonly SearchValues<char> Dashes = SearchValues.Create("—–-_");

    /// <summary>Positions behind the last letter of every sentence, rising; the end of the text is one.</summary>
    public static IReadOnlyList<int> EndsOf(string text, string language)
    {
        var ends = new List<int>();
        var marks = IsArmenian(language) ? ArmenianEnds : Ends;
        for (var index = 0; index < text.Length; index++)
        {
            var offset = text.AsSpan(index).IndexOfAny(marks);
            if (offset < 0)
            {
                break;
            }

            index += offset;
            var end = text[index] == '\n' ? index : EndOfMarks(text, index, marks);
            if (text[index] == '\n' || IsEnd(text, index, end, language))
            {
                Add(ends, text, end);
            }

            index = Math.Max(index, end - 1);
        }

        Add(ends, text, text.Length);
        return ends;
    }

    private static bool IsArmenian(string language) => LanguageTag.Base(language) is "hy" or "hyw";

    private static void Add(List<int> ends, string text, int end)
    {
        var trimmed = text.AsSpan(0, end).TrimEnd().Length;
        if (trimmed > (ends.Count == 0 ? 0 : ends[^1]))
        {
            ends.Add(trimmed);
        }
    }

    private static int EndOfMarks(string text, int index, SearchValues<char> marks)
    {
        var end = index + 1;
        while (
            end < text.Length
            && text[end] != '\n'
            && (marks.Contains(text[end]) || text[end] is '.' or '!' or '?' || Closing.Contains(text[end]))
        )
        {
            end++;
        }

        return end;
    }

    private static bool IsEnd(string text, int mark, int end, string language)
    {
        if (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            return false;
        }

        if (text[mark] == ':' && !IsArmenianStop(text, mark))
        {
            return false;
        }

        // An Armenian dot is a pause within the sentence; only three of them end it.
        if (text[mark] == '.' && IsArmenian(language) && !text.AsSpan(mark).StartsWith("..."))
        {
            return false;
        }

        if (text[mark] == '.' && end == mark + 1 && (IsAbbreviation(text, mark, language) || IsItemNumber(text, mark)))
        {
            return false;
        }

        return !IsContinued(text, end, language);
    }

    /// <summary>A colon typed for the Armenian full stop follows a letter, a digit, a per cent sign or a closing quote.</summary>
    private static bool IsArmenianStop(string text, int mark) =>
        mark > 0 && (char.IsLetterOrDigit(text[mark - 1]) || text[mark - 1] is '%' or '»' or '"' or '՜' or '՞' or '՛' or ')');

    private static bool IsAbbreviation(string text, int mark, string language)
    {
        var start = mark;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && !Opening.Contains(text[start - 1]))
        {
            start--;
        }

        return Abbreviations.Contains(text.AsSpan(start, mark + 1 - start), language);
    }

    private static bool IsItemNumber(string text, int mark)
    {
        var start = mark;
        while (start > 0 && char.IsAsciiDigit(text[start - 1]))
        {
            start--;
        }

        return start < mark && (start == 0 || text[start - 1] == '\n');
    }

    /// <summary>No sentence ends before a dash, nor before a small letter where the script has capitals.</summary>
    private static bool IsContinued(string text, int end, string language)
    {
        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]) && text[next] != '\n')
        {
            next++;
        }

        if (next >= text.Length || text[next] == '\n')
        {
            return false;
        }

        if (Dashes.Contains(text[next]))
        {
            return true;
        }

        while (next < text.Length && Opening.Contains(text[next]))
        {
            next++;
        }

        return next < text.Length && char.IsLower(text[next]) && LanguageTag.Base(language) is not ("ka" or "fa");
    }
}

namespace Publisher.Channels.Typography;

/// <summary>Hyphens that stand for the language's dash, and the dash between two numbers.</summary>
internal static class Dashes
{
    /// <summary>A hyphen or another dash between spaces, at the beginning, or after a mark and before a space.</summary>
    public static IEnumerable<Edit> Find(TypedText text, LanguageRules rules)
    {
        if (rules.Dash is not { } dash)
        {
            yield break;
        }

        for (var at = 0; at < text.Letters.Length; at++)
        {
            if (!IsSign(text.At(at), rules) || text.IsKept(at))
            {
                continue;
            }

            var start = at;
            while (text.At(at + 1) == text.At(start) && !text.IsKept(at + 1))
            {
                at++;
            }

            var length = at + 1 - start;
            var last = text.At(start - 1);
            var isFree = last == '\0' || char.IsWhiteSpace(last) || IsOpening(last);
            if (length > 3 || !char.IsWhiteSpace(text.At(at + 1)) || (!isFree && !IsMark(last)))
            {
                continue;
            }

            if (!isFree || length > 1 || text.At(start) != dash)
            {
                yield return new Edit(start, length, isFree ? dash.ToString() : " " + dash, EditKind.Dashes);
            }
        }
    }

    /// <summary><c>12-14</c>, <c>10:00-17:00</c>, <c>2024-26</c>; not telephone numbers, dates and scores, which rise in no order.</summary>
    public static IEnumerable<Edit> FindRanges(TypedText text, LanguageRules rules)
    {
        if (rules.Dash is null)
        {
            yield break;
        }

        for (var at = 1; at < text.Letters.Length - 1; at++)
        {
            if (text.At(at) != '-' || text.IsKept(at) || !char.IsAsciiDigit(text.At(at - 1)) || !char.IsAsciiDigit(text.At(at + 1)))
            {
                continue;
            }

            var (start, end) = (at, at + 1);
            while (IsNumber(text.At(start - 1)))
            {
                start--;
            }

            while (IsNumber(text.At(end)))
            {
                end++;
            }

            var (from, to) = (text.Letters[start..at], text.Letters[(at + 1)..end].TrimEnd('.', ',', ':'));
            if (IsAlone(text, start, end) && IsRising(from, to))
            {
                yield return new Edit(at, 1, "–", EditKind.Ranges);
            }
        }
    }

    private static bool IsSign(char letter, LanguageRules rules) =>
        letter is '-' or '–' or '—' or '‒' or '―' || (letter == '_' && rules.UnderscoreIsDash);

    private static bool IsOpening(char letter) => letter is '«' or '„' or '“' or '‘' or '‹' or '(' or '[' or '"';

    private static bool IsMark(char letter) =>
        letter is ',' or '.' or ':' or ';' or '!' or '?' or '…' or '»' or '”' or '’' or ')' or '։' or '՝' or '،' or '؟';

    private static bool IsNumber(char letter) => char.IsAsciiDigit(letter) || letter is '.' or ',' or ':';

    private static bool IsAlone(TypedText text, int start, int end)
    {
        var before = text.At(start - 1);
        var isSuffix = text.At(end) == '-' && char.IsAsciiDigit(text.At(end + 1));
        return !char.IsLetterOrDigit(before) && before is not ('-' or '–' or '/' or '+' or '_' or '#') && !isSuffix && text.At(end) != '/';
    }

    private static bool IsRising(string from, string to)
    {
        if (from.Contains(':') || to.Contains(':'))
        {
            return IsTime(from) && IsTime(to);
        }

        var style = System.Globalization.NumberStyles.AllowDecimalPoint;
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        return !IsCode(from)
            && !IsCode(to)
            && decimal.TryParse(from.Replace(',', '.'), style, culture, out var first)
            && decimal.TryParse(to.Replace(',', '.'), style, culture, out var second)
            && (first < second || (from.Length == 4 && to.Length == 2 && first % 100 < second));
    }

    /// <summary>Hours and minutes.</summary>
    private static bool IsTime(string text) => text.Split(':') is [{ Length: 1 or 2 }, { Length: 2 }];

    /// <summary>A number that begins with a needless zero, or is long, is the number of something.</summary>
    private static bool IsCode(string text) => text.Length > 7 || (text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1]));
}

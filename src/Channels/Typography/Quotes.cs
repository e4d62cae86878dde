namespace Publisher.Channels.Typography;

/// <summary>
/// Gives typed quotation marks the language's own form, by how deep they stand. Which way an ASCII mark opens is told by its neighbours;
/// a mark after a digit that closes nothing is an inch or a minute and stays.
/// </summary>
internal static class Quotes
{
    private enum Side
    {
        Neither,
        Open,
        Close,
    }

    public static IEnumerable<Edit> Find(TypedText text, LanguageRules rules)
    {
        if (rules.Outer is not { } outer || rules.Inner is not { } inner)
        {
            yield break;
        }

        var open = new Stack<bool>();
        var before = Side.Neither;
        for (var at = 0; at < text.Letters.Length; at++)
        {
            var letter = text.At(at);
            var side = IsQuote(letter) && !text.IsKept(at) ? SideOf(text, at, before, open.Count > 0) : Side.Neither;
            before = side;
            if (side == Side.Neither)
            {
                continue;
            }

            var accepted = rules.AcceptsGuillemets && letter is '«' or '»';
            if (side == Side.Open)
            {
                accepted = rules.AcceptsGuillemets && letter == '«';
                open.Push(accepted);
            }
            else if (!open.TryPop(out var opened))
            {
                if (letter == '"' && char.IsAsciiDigit(text.At(at - 1)))
                {
                    continue;
                }
            }
            else
            {
                accepted = accepted && opened;
            }

            var depth = side == Side.Open ? open.Count - 1 : open.Count;
            var pair = depth == 0 ? outer : inner;
            var right = side == Side.Open ? pair.Open : pair.Close;
            if (!accepted && letter != right)
            {
                yield return new Edit(at, 1, right.ToString(), EditKind.Quotes);
            }
        }
    }

    private static bool IsQuote(char letter) => letter is '"' or '“' or '”' or '„' or '‟' or '«' or '»';

    /// <param name="before">The side of the mark that stands directly before this one.</param>
    private static Side SideOf(TypedText text, int at, Side before, bool isOpen)
    {
        switch (text.At(at))
        {
            case '«' or '„':
                return Side.Open;
            case '»':
                return Side.Close;
        }

        var (last, next) = (text.At(at - 1), text.At(at + 1));
        if (before != Side.Neither)
        {
            return before;
        }

        var (freeBefore, freeAfter) = (last == '\0' || char.IsWhiteSpace(last), next == '\0' || char.IsWhiteSpace(next));
        if (freeBefore && freeAfter)
        {
            return Side.Neither;
        }

        if (freeBefore || last is '(' or '[' or '{' or '/' or '—' or '–' or '-' or '‘' or '‹')
        {
            return freeAfter ? Side.Close : Side.Open;
        }

        return last is ',' or ':' or ';' && char.IsLetter(next) && !isOpen ? Side.Open : Side.Close;
    }
}

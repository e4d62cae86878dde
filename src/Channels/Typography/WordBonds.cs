namespace Publisher.Channels.Typography;

/// <summary>The bond between two words: the first rule that holds decides.</summary>
internal static class WordBonds
{
    private const string Signs = "%‰$€£₽֏₼₾°";

    private const string NumberSigns = "№§$€£₽֏₼₾";

    public static Bond Between(IReadOnlyList<BondWord> words, int at, BondRules rules)
    {
        var (left, right) = (words[at], words[at + 1]);
        if (right.IsDash || (left.IsDash && left.BeginsLine) || right.BeginsWithClosing || left.IsOpening)
        {
            return Bond.Hard;
        }

        if (IsGroup(left, right) || IsSigned(left, right) || IsInitial(left, right) || IsPhrase(left, right, rules))
        {
            return Bond.Hard;
        }

        if (IsForward(words, at, rules) || IsBackward(left, right, rules))
        {
            return Bond.Hard;
        }

        if (IsNumberOfNoun(left, right, rules))
        {
            return Bond.Loose;
        }

        var isUnit = at > 0 && !left.BeginsLine && IsNumberOfNoun(words[at - 1], left, rules);
        return !isUnit && IsSoft(left, rules) ? Bond.Soft : Bond.None;
    }

    /// <summary><c>12 450</c>: the digits of one number.</summary>
    private static bool IsGroup(BondWord left, BondWord right) =>
        left is { IsOpenEnded: true, Body.Length: <= 3 }
        && left.Body.All(char.IsAsciiDigit)
        && right.Text.Length >= 3
        && right.Text[..3].All(char.IsAsciiDigit)
        && (right.Text.Length == 3 || !char.IsLetterOrDigit(right.Text[3]));

    /// <summary><c>37 %</c>, <c>№ 5</c>.</summary>
    private static bool IsSigned(BondWord left, BondWord right) =>
        (Signs.Contains(right.Text[0]) && EndsInDigit(left)) || (NumberSigns.Contains(left.Body) && char.IsDigit(right.Text[0]));

    private static bool EndsInDigit(BondWord word) => char.IsDigit(word.Text[^1]);

    /// <summary><c>А. Б. Горина</c>.</summary>
    private static bool IsInitial(BondWord left, BondWord right) =>
        left.Body.Length == 2 && left.Body[1] == '.' && char.IsUpper(left.Body[0]) && char.IsUpper(right.Text[0]);

    private static bool IsPhrase(BondWord left, BondWord right, BondRules rules) =>
        rules.Phrases.Count > 0
        && (rules.Phrases.Contains($"{left.Body}|{right.Bare}") || rules.Phrases.Contains($"{left.Body}|{right.Bare}."));

    private static bool IsForward(IReadOnlyList<BondWord> words, int at, BondRules rules)
    {
        var (left, right) = (words[at], words[at + 1]);
        if (rules.ForwardToAny.Contains(left.Body))
        {
            return true;
        }

        // After a number the same letters are a unit: 2026 г. Осенью…
        var isUnit = at > 0 && !words[at].BeginsLine && EndsInDigit(words[at - 1]);
        var first = right.Body.Length > 0 ? right.Body[0] : right.Text[0];
        return rules.Forward.Contains(left.Body) && !isUnit && (char.IsUpper(first) || char.IsDigit(first));
    }

    private static bool IsBackward(BondWord left, BondWord right, BondRules rules)
    {
        if (!left.IsOpenEnded || left.IsDash)
        {
            return false;
        }

        return (right.Bare.Length > 0 && right.Text.StartsWith(right.Bare, StringComparison.Ordinal) && rules.Backward.Contains(right.Bare))
            || (
                right.Text.IndexOfAny(['։', ',', '՝', '…']) is > 0 and var end
                && !right.HasEdgeAt(end)
                && rules.BackwardVerbs.Contains(right.Text[..end])
            );
    }

    /// <summary><c>30 лет</c>, <c>12–14 мая</c>, <c>3-м этаже</c>; a time of day or a number in its own case stands free.</summary>
    private static bool IsNumberOfNoun(BondWord left, BondWord right, BondRules rules) =>
        rules.Numbers
        && left.IsOpenEnded
        && char.IsLetter(right.Text[0])
        && !rules.NoNouns.Contains(right.Bare)
        && !rules.Backward.Contains(right.Bare)
        && (IsNumber(left.Body) || IsOrdinal(left.Body, rules));

    private static bool IsNumber(string text) =>
        char.IsAsciiDigit(text[0])
        && char.IsAsciiDigit(text[^1])
        && text.All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',' or '–' or '-');

    private static bool IsOrdinal(string text, BondRules rules)
    {
        var hyphen = text.LastIndexOf('-');
        if (hyphen <= 0 || hyphen == text.Length - 1)
        {
            return false;
        }

        var (first, last) = (text[..hyphen], text[(hyphen + 1)..]);
        return (
                IsNumber(first)
                && rules.OrdinalSuffixes.Any(suffix => last.StartsWith(suffix, StringComparison.Ordinal) && last.Length <= 4)
            ) || (IsNumber(last) && rules.OrdinalPrefixes.Contains(first));
    }

    private static bool IsSoft(BondWord left, BondRules rules)
    {
        if (!left.IsOpenEnded || left.IsKept || left.BeginsStyle || rules.Backward.Contains(left.Body))
        {
            return false;
        }

        return rules.Soft.Contains(left.Body)
            || (rules.ShortWords && left.Body.Length <= 2 && left.Body.All(letter => letter is >= '\u0400' and <= '\u04FF'));
    }
}

namespace Publisher.Posts.Safety;

/// <summary>Overrides of direction (U+202D, U+202E) show letters in another order than they are stored.</summary>
internal static class Overrides
{
    private const char RightToLeft = '\u202E';
    private const char LeftToRight = '\u202D';
    private const char End = '\u202C';

    public static bool AreIn(ReadOnlySpan<char> text) => text.Contains(RightToLeft);

    /// <summary>Each stretch that is forced from right to left, up to its end or the line's, turned round and between signs, since it may begin or end inside a word.</summary>
    public static SpannedText Resolved(SpannedText text)
    {
        var seen = new SpannedText(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != RightToLeft)
            {
                seen.Add(text[index], text.StartOf(index), text.EndOf(index));
                continue;
            }

            var end = index + 1;
            while (end < text.Length && text[end] is not (End or LeftToRight or '\n'))
            {
                end++;
            }

            seen.Add(Folding.Sign, text.StartOf(index), text.EndOf(index));
            for (var back = end - 1; back > index; back--)
            {
                AddWhole(text, ref back, seen);
            }

            seen.Add(Folding.Sign, text.EndOf(end - 1), text.EndOf(end - 1));
            index = end - 1;
        }

        return seen;
    }

    /// <summary>Surrogate pairs stay in their order.</summary>
    private static void AddWhole(SpannedText text, ref int index, SpannedText seen)
    {
        if (char.IsLowSurrogate(text[index]) && index > 0 && char.IsHighSurrogate(text[index - 1]))
        {
            seen.Add(text[index - 1], text.StartOf(index - 1), text.EndOf(index - 1));
            seen.Add(text[index], text.StartOf(index), text.EndOf(index));
            index--;
            return;
        }

        seen.Add(text[index], text.StartOf(index), text.EndOf(index));
    }
}

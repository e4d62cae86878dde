namespace Publisher.Posts.Safety;

/// <summary>A stretch of the folded text, from its first to after its last character.</summary>
internal readonly record struct Stretch(int From, int To)
{
    public int Length => To - From;
}

/// <summary>What stands between blanks.</summary>
internal readonly record struct Chunk(int From, int To, int FirstWord, int LastWord);

/// <summary>Letters, digits and the signs that pass for letters, without a divider; knows its words, and by which gap it follows.</summary>
internal readonly record struct Segment(int From, int To, int FirstWord, int LastWord, int Chunk, int Gap);

/// <summary>
/// A folded text cut three times: into chunks by blanks, those into segments by other marks, those into words (letters, or digits).
/// </summary>
internal sealed class TextParts
{
    public List<Chunk> Chunks { get; } = [];
    public List<Segment> Segments { get; } = [];
    public List<Stretch> Words { get; } = [];
    public HashSet<Script> Scripts { get; } = [];

    public static TextParts Of(SpannedText text, CancellationToken cancellationToken)
    {
        var parts = new TextParts();
        for (var index = 0; index < text.Length; )
        {
            if (char.IsWhiteSpace(text[index]))
            {
                index++;
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var start = index;
            while (index < text.Length && !char.IsWhiteSpace(text[index]))
            {
                index++;
            }

            var firstWord = parts.Words.Count;
            parts.AddSegments(text, start, index);
            parts.Chunks.Add(new Chunk(start, index, firstWord, Math.Max(firstWord, parts.Words.Count - 1)));
        }

        return parts;
    }

    /// <summary>A letter, or what stands for one.</summary>
    public static bool IsLetter(char character) => char.IsLetter(character) || character == Folding.CapitalI;

    public static bool IsApostrophe(char character) =>
        character is '\'' or '’' or '‘' or 'ʼ' or 'ʻ' or '`' or '՚' or '´' or 'ʹ' or 'ʿ' or 'ʾ';

    /// <summary>A digit or sign that may pass for a letter.</summary>
    public static bool IsFigure(char character) => char.IsAsciiDigit(character) || character is '@' or '$';

    private static bool IsInner(SpannedText text, int index) =>
        IsApostrophe(text[index]) && index > 0 && IsLetter(text[index - 1]) && index + 1 < text.Length && IsLetter(text[index + 1]);

    private static bool IsInSegment(SpannedText text, int index) => IsLetter(text[index]) || IsFigure(text[index]) || IsInner(text, index);

    private void AddSegments(SpannedText text, int from, int to)
    {
        for (var index = from; index < to; )
        {
            if (!IsInSegment(text, index))
            {
                index++;
                continue;
            }

            var start = index;
            while (index < to && IsInSegment(text, index))
            {
                index++;
            }

            var firstWord = Words.Count;
            AddWords(text, start, index);
            var gap = Segments.Count == 0 ? 0 : start - Segments[^1].To;
            Segments.Add(new Segment(start, index, firstWord, Math.Max(firstWord, Words.Count - 1), Chunks.Count, gap));
        }
    }

    private void AddWords(SpannedText text, int from, int to)
    {
        for (var index = from; index < to; )
        {
            var start = index;
            var isNumber = char.IsAsciiDigit(text[index]);
            while (index < to && (isNumber ? char.IsAsciiDigit(text[index]) : IsLetter(text[index]) || IsInner(text, index)))
            {
                Scripts.Add(Safety.Scripts.Of(text[index]));
                index++;
            }

            if (index > start)
            {
                Words.Add(new Stretch(start, index));
            }
            else
            {
                index++;
            }
        }
    }
}

using System.Globalization;
using System.Text;

namespace Publisher.Channels.Text;

/// <summary>Counts a text the way a network counts it.</summary>
public static class TextCounter
{
    /// <param name="urlLength">What each http or https address counts, whatever its length (Mastodon: 23); null: as it is.</param>
    public static int Count(string text, CountUnit unit, int? urlLength = null)
    {
        if (urlLength is not { } length)
        {
            return Count(text.AsSpan(), unit);
        }

        var spans = unit is CountUnit.Weighted ? AddressSpans.FindWithBare(text) : AddressSpans.Find(text);
        var count = 0;
        var from = 0;
        foreach (var span in spans)
        {
            count += Count(text.AsSpan(from, span.Start - from), unit) + length;
            from = span.End;
        }

        return count + Count(text.AsSpan(from), unit);
    }

    internal static int Count(ReadOnlySpan<char> text, CountUnit unit) =>
        unit switch
        {
            CountUnit.Utf16Units => text.Length,
            CountUnit.Utf8Bytes => Encoding.UTF8.GetByteCount(text),
            CountUnit.CodePoints => CodePoints(text),
            CountUnit.Weighted => WeightedCount.Of(text),
            CountUnit.EmojiAsUtf8Bytes => EmojiAsUtf8Bytes(text),
            _ => Graphemes(text),
        };

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    private static int Graphemes(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (text.Length > 0)
        {
            text = text[StringInfo.GetNextTextElementLength(text)..];
            count++;
        }

        return count;
    }

    private static int EmojiAsUtf8Bytes(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (text.Length > 0)
        {
            var grapheme = text[..StringInfo.GetNextTextElementLength(text)];
            count += EmojiSequence.Is(grapheme) ? Encoding.UTF8.GetByteCount(grapheme) : CodePoints(grapheme);
            text = text[grapheme.Length..];
        }

        return count;
    }
}

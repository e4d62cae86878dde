using System.Globalization;
using System.Text.RegularExpressions;

namespace Publisher.Channels.Text;

/// <summary>A limit and the way of counting towards it.</summary>
/// <param name="Limit">In <paramref name="Unit"/>; null: none.</param>
/// <param name="LimitBytes">Further limit in UTF-8 bytes; null: none.</param>
/// <param name="UrlLength">What an address counts; null: as it is.</param>
/// <param name="ShortMentions">Of a handle on another server only the name counts.</param>
public sealed partial record TextMeasure(
    CountUnit Unit,
    int? Limit,
    int? LimitBytes = null,
    int? UrlLength = null,
    bool ShortMentions = false
)
{
    public static TextMeasure Unlimited { get; } = new(CountUnit.Graphemes, null);

    /// <param name="withFiles">The text is the caption of pictures.</param>
    public static TextMeasure Of(TextRules rules, bool withFiles) =>
        new(
            rules.Unit,
            withFiles ? rules.CaptionLimit ?? rules.Limit : rules.Limit,
            rules.LimitBytes,
            rules.UrlLength,
            rules.ShortMentions
        );

    public int Count(string text) => TextCounter.Count(ShortMentions ? WithoutServers(text) : text, Unit, UrlLength);

    public bool Fits(string text) =>
        (Limit is not { } limit || Count(text) <= limit)
        && (LimitBytes is not { } bytes || TextCounter.Count(text, CountUnit.Utf8Bytes) <= bytes);

    /// <summary>What is left once <paramref name="taken"/> stands; may be less than nothing.</summary>
    public TextMeasure Less(string taken) =>
        taken.Length == 0
            ? this
            : this with
            {
                Limit = Limit - Count(taken),
                LimitBytes = LimitBytes - TextCounter.Count(taken, CountUnit.Utf8Bytes),
            };

    /// <summary>How far from <paramref name="start"/> the text fits, at the edge of a grapheme and never inside one of <paramref name="whole"/>.</summary>
    internal int Reach(string text, int start, IReadOnlyList<TextSpan> whole)
    {
        var (left, leftBytes) = (Limit ?? int.MaxValue, LimitBytes ?? int.MaxValue);
        var next = whole.TakeWhile(span => span.Start < start).Count();
        var index = start;
        var edges = new Stack<int>();
        while (index < text.Length)
        {
            while (next < whole.Count && whole[next].Start < index)
            {
                next++;
            }

            var isWhole = next < whole.Count && whole[next].Start == index;
            var length = isWhole ? whole[next].Length : StringInfo.GetNextTextElementLength(text.AsSpan(index));
            left -= isWhole ? Count(text.Substring(index, length)) : TextCounter.Count(text.AsSpan(index, length), Unit);
            leftBytes -= LimitBytes is null ? 0 : TextCounter.Count(text.AsSpan(index, length), CountUnit.Utf8Bytes);
            if (left < 0 || leftBytes < 0)
            {
                break;
            }

            edges.Push(index);
            index += length;
        }

        // What counts as an address or a handle may hang on the letters behind it, which a cut takes away.
        while (CountsByShape && edges.TryPop(out var before) && !Fits(text[start..index]))
        {
            index = before;
        }

        return index;
    }

    private bool CountsByShape => UrlLength is not null || ShortMentions;

    private static string WithoutServers(string text) =>
        RemoteMention()
            .Replace(
                text,
                mention =>
                    mention.Index > 0 && Joined().IsMatch(text.AsSpan(mention.Index - 1, 1)) ? mention.Value : mention.Groups[1].Value
            );

    // Source, with the next: Account::MENTION_RE of mastodon/mastodon; StatusLengthValidator counts what it leaves.
    [GeneratedRegex(@"(@[a-zA-Z0-9_]+)@[\w.-]*\w", RegexOptions.NonBacktracking)]
    private static partial Regex RemoteMention();

    // What a mention may not follow.
    [GeneratedRegex(@"[=/\w]", RegexOptions.NonBacktracking)]
    private static partial Regex Joined();
}

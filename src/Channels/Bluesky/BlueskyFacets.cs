using System.Text;
using System.Text.RegularExpressions;
using Publisher.Channels.Text;

namespace Publisher.Channels.Bluesky;

/// <summary>Marks addresses and hashtags in a text. The server finds none by itself: without a facet there is no link.</summary>
internal static partial class BlueskyFacets
{
    private const int LongestTag = 64;

    /// <summary>In the order they stand; null when there are none.</summary>
    public static IReadOnlyList<BlueskyFacet>? In(string text)
    {
        var links = AddressSpans.Find(text);
        var facets = links.Select(span => (span.Start, span.End, Feature: LinkTo(text[span.Start..span.End])));
        var tags = Hashtag()
            .Matches(text)
            .Select(match => match.Groups["tag"])
            .Where(tag => BeginsWord(text, tag.Index - 1))
            .Where(tag => TextCounter.Count(tag.Value, CountUnit.Graphemes) <= LongestTag)
            .Where(tag => !links.Any(link => tag.Index >= link.Start && tag.Index < link.End))
            .Select(tag => (Start: tag.Index - 1, End: tag.Index + tag.Length, Feature: Tag(tag.Value)));
        var all = facets
            .Concat(tags)
            .OrderBy(facet => facet.Start)
            .Select(facet => Facet(text, facet.Start, facet.End, facet.Feature))
            .ToList();
        return all.Count == 0 ? null : all;
    }

    private static BlueskyFacet Facet(string text, int start, int end, BlueskyFeature feature)
    {
        var from = Encoding.UTF8.GetByteCount(text.AsSpan(0, start));
        return new BlueskyFacet(new BlueskyRange(from, from + Encoding.UTF8.GetByteCount(text.AsSpan(start, end - start))), [feature]);
    }

    private static BlueskyFeature LinkTo(string address) => new("app.bsky.richtext.facet#link", address, null);

    private static BlueskyFeature Tag(string tag) => new("app.bsky.richtext.facet#tag", null, tag);

    /// <summary>"C#" and "/#top" begin none.</summary>
    private static bool BeginsWord(string text, int mark) => mark == 0 || !Joined().IsMatch(text.AsSpan(mark - 1, 1));

    // A tag holds a letter: "#1" is none.
    [GeneratedRegex(@"#(?<tag>[\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*)", RegexOptions.NonBacktracking)]
    private static partial Regex Hashtag();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}_#&/]", RegexOptions.NonBacktracking)]
    private static partial Regex Joined();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Publisher.Channels.Text;

/// <summary>What means something only as a whole: addresses with or without a scheme, handles, hashtags. No cut goes through one.</summary>
internal static partial class WholeSpans
{
    /// <summary>In the order they stand; none overlaps another.</summary>
    public static IReadOnlyList<TextSpan> Find(string text)
    {
        if (text.AsSpan().IndexOfAny('@', '#', '.') < 0)
        {
            return AddressSpans.Find(text);
        }

        var addresses = AddressSpans.Find(text);
        var marked = Marked()
            .Matches(text)
            .Select(match => new TextSpan(match.Index, GraphemeEnd(text, match.Index, match.Index + match.Length)))
            .Where(span => !addresses.Any(address => span.Start < address.End && address.Start < span.End));
        return [.. addresses.Concat(marked).OrderBy(span => span.Start)];
    }

    /// <summary>Only the addresses, with those that begin with no scheme: what X makes links of.</summary>
    /// <remarks>X knows the endings of domains by a list; here any ending counts, so that a text is rather too short than refused.</remarks>
    public static IReadOnlyList<TextSpan> Addresses(string text)
    {
        var addresses = AddressSpans.Find(text);
        if (!text.Contains('.', StringComparison.Ordinal))
        {
            return addresses;
        }

        var bare = Bare()
            .Matches(text)
            .Select(match => new TextSpan(match.Index, GraphemeEnd(text, match.Index, match.Index + match.Length)))
            .Where(span => !addresses.Any(address => span.Start < address.End && address.Start < span.End));
        return [.. addresses.Concat(bare).OrderBy(span => span.Start)];
    }

    private static int GraphemeEnd(string text, int start, int end)
    {
        var index = start;
        while (index < end)
        {
            index += StringInfo.GetNextTextElementLength(text.AsSpan(index));
        }

        return index;
    }

    private const string Domain =
        @"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*\.[a-zA-Z]{2,24}";

    // A handle may name its server, as on Mastodon and Bluesky; an address without scheme may have a path.
    [GeneratedRegex(
        @"(?<![\p{L}\p{M}\p{N}\p{Cf}_@#&=/.-])(?:#[\p{L}\p{M}\p{N}_]+|@[a-zA-Z0-9_]+(?:[.@-][a-zA-Z0-9_]+)*|"
            + Domain
            + @"(?:/[a-zA-Z0-9/_.~%?=&#+-]*[a-zA-Z0-9/_~=+-]|/)?)"
    )]
    private static partial Regex Marked();

    [GeneratedRegex(
        @"(?<![\p{L}\p{M}\p{N}\p{Cf}_@#$&/.-])" + Domain + @"(?:/[a-zA-Z0-9/_.~%?=&#+-]*[a-zA-Z0-9/_~=+-]|/)?(?![a-zA-Z0-9_@])"
    )]
    private static partial Regex Bare();
}

using System.Text.RegularExpressions;

namespace Publisher.Sandbox.WordPress;

/// <summary>The part of a link that names a post: lower case, hyphens, other scripts percent-encoded, at most 200 characters.</summary>
internal static partial class WordPressSlug
{
    private const int Limit = 200;

    public static string Of(string text)
    {
        var words = Dropped().Replace(Tags().Replace(text, "").ToLowerInvariant(), "");
        var hyphened = Gaps().Replace(words, "-").Trim('-');
        var encoded = string.Concat(
            hyphened
                .EnumerateRunes()
                .Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString()).ToLowerInvariant())
        );
        return encoded.Length > Limit ? encoded[..Limit] : encoded;
    }

    /// <summary>The slug, or the first of <c>slug-2</c>, <c>slug-3</c>… that nobody has.</summary>
    public static string Unique(string slug, Func<string, bool> isTaken)
    {
        var candidate = slug;
        for (var number = 2; isTaken(candidate); number++)
        {
            candidate = $"{slug}-{number}";
        }

        return candidate;
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"[^\w\s-]")]
    private static partial Regex Dropped();

    [GeneratedRegex(@"[\s-]+")]
    private static partial Regex Gaps();
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Publisher.Sandbox.Mastodon;

/// <summary>How Mastodon counts a text and how it shows it.</summary>
internal static partial class MastodonText
{
    private const int CountedPerUrl = 23;
    private const int ShownOfUrl = 30;

    /// <summary>Grapheme clusters; a link counts 23, and of a remote mention only <c>@user</c> counts.</summary>
    public static int Length(string text)
    {
        var counted = Url().Replace(text, new string('x', CountedPerUrl));
        counted = RemoteMention().Replace(counted, "$1");
        return StringInfo.ParseCombiningCharacters(counted).Length;
    }

    /// <summary>The HTML of a status: paragraphs, line breaks, shortened links and linked hashtags.</summary>
    public static string Html(string text, string instance)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var linked = Linkable()
            .Split(text.ReplaceLineEndings("\n"))
            .Select(piece =>
                piece.StartsWith("http", StringComparison.Ordinal) && Url().IsMatch(piece) ? Link(piece)
                : Hashtag().IsMatch(piece) ? Tag(piece[1..], instance)
                : WebUtility.HtmlEncode(piece)
            );
        var paragraphs = Regex.Split(string.Concat(linked), "\n{2,}").Select(paragraph => $"<p>{paragraph.Replace("\n", "<br />")}</p>");
        return string.Concat(paragraphs);
    }

    private static string Link(string url)
    {
        var address = WebUtility.HtmlEncode(url);
        var prefix = UrlPrefix().Match(url).Value;
        var rest = url[prefix.Length..];
        var shown = rest.Length > ShownOfUrl ? rest[..ShownOfUrl] : rest;
        var style = rest.Length > ShownOfUrl ? "ellipsis" : "";
        return $"<a href=\"{address}\" target=\"_blank\" rel=\"nofollow noopener noreferrer\" translate=\"no\">"
            + $"<span class=\"invisible\">{prefix}</span><span class=\"{style}\">{WebUtility.HtmlEncode(shown)}</span>"
            + $"<span class=\"invisible\">{WebUtility.HtmlEncode(rest[shown.Length..])}</span></a>";
    }

    private static string Tag(string tag, string instance) =>
        $"<a href=\"{instance}/tags/{WebUtility.UrlEncode(tag)}\" class=\"mention hashtag\" rel=\"tag\">#<span>{tag}</span></a>";

    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?)\]»”’]")]
    private static partial Regex Url();

    [GeneratedRegex(@"^https?://(www\.)?")]
    private static partial Regex UrlPrefix();

    [GeneratedRegex(@"(@\w+)@[\w.-]+\w")]
    private static partial Regex RemoteMention();

    [GeneratedRegex(@"^#\w*[\p{L}_]\w*$")]
    private static partial Regex Hashtag();

    [GeneratedRegex(@"(https?://[^\s<>""]*[^\s<>"".,;:!?)\]»”’]|(?<![\w/])#\w*[\p{L}_]\w*)")]
    private static partial Regex Linkable();
}

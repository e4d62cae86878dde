using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Publisher.Sandbox.Demo;

/// <summary>Shows a text as its network would, and lets nothing through but plain tags and links: all is escaped first, then the allowed is let back in.</summary>
internal static partial class SafeMarkup
{
    /// <summary>What a network took: nodes of a Telegraph page, HTML, or plain text.</summary>
    public static string Show(string markup) =>
        markup.StartsWith('[') && Nodes(markup) is { } nodes ? nodes
        : markup.Contains("</", StringComparison.Ordinal) ? FromHtml(markup)
        : FromPlain(markup);

    public static string FromPlain(string text) => Bare(Escape(text)).ReplaceLineEndings("<br>");

    public static string FromHtml(string html)
    {
        var escaped = Escape(Pictures().Replace(html, ""));
        escaped = PlainTag().Replace(escaped, "<$1$2>");
        escaped = Anchor().Replace(escaped, "<a href=\"$1\">$2</a>");
        escaped = Bare(escaped);
        escaped = EscapedTwice().Replace(escaped, "&$1;");
        return html.Contains("<p", StringComparison.Ordinal) ? escaped : escaped.ReplaceLineEndings("<br>");
    }

    // Networks make links of bare addresses and hashtags.
    private static string Bare(string escaped) =>
        Hashtag().Replace(Link().Replace(escaped, "<a href=\"$0\">$0</a>"), "<span class=\"tag\">$0</span>");

    private static string? Nodes(string json)
    {
        try
        {
            var html = new StringBuilder();
            Append(html, JsonNode.Parse(json));
            return html.ToString();
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static void Append(StringBuilder html, JsonNode? node)
    {
        switch (node)
        {
            case JsonArray children:
                foreach (var child in children)
                {
                    Append(html, child);
                }

                break;
            case JsonObject element when element["tag"]?.ToString() is { } tag && Tags().IsMatch(tag):
                var link = element["attrs"]?["href"]?.ToString();
                html.Append(tag == "a" && link is not null ? $"<a href=\"{Escape(link)}\">" : $"<{tag}>");
                Append(html, element["children"]);
                html.Append(tag is "br" or "hr" ? "" : $"</{tag}>");
                break;
            case JsonValue text:
                html.Append(Escape(text.ToString()));
                break;
        }
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex("^(a|b|blockquote|br|code|em|h3|h4|hr|i|li|ol|p|pre|s|strong|u|ul)$")]
    private static partial Regex Tags();

    [GeneratedRegex("&lt;(/?)(b|blockquote|br|code|div|em|h[2-6]|hr|i|li|ol|p|pre|s|strong|u|ul)(?: ?/| [a-z-]+=&quot;[^&]*&quot;)*&gt;")]
    private static partial Regex PlainTag();

    [GeneratedRegex("&lt;a href=&quot;(https?://[^&\"<>]*)&quot;[^&]*&gt;(.*?)&lt;/a&gt;", RegexOptions.Singleline)]
    private static partial Regex Anchor();

    [GeneratedRegex("<(figure|figcaption|img)[^>]*>|</(figure|figcaption)>")]
    private static partial Regex Pictures();

    [GeneratedRegex("&amp;(amp|lt|gt|quot|nbsp|#\\d+);")]
    private static partial Regex EscapedTwice();

    [GeneratedRegex("(?<![\">])https?://[^\\s<&]+")]
    private static partial Regex Link();

    [GeneratedRegex("(?<![\\w&/\"])#\\w+")]
    private static partial Regex Hashtag();
}

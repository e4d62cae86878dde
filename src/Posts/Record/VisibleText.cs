using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Publisher.Channels;

namespace Publisher.Posts.Record;

/// <summary>What readers see of a part, and copy: its words without the markup of the network.</summary>
internal static partial class VisibleText
{
    /// <param name="pageUrl">The address of the page that the part links to, if it has one.</param>
    public static string BodyOf(Part part, string? pageUrl)
    {
        var text = part.Text.Replace(Part.PageUrlToken, pageUrl ?? "", StringComparison.Ordinal);
        return part.Markup switch
        {
            Markup.TelegramHtml or Markup.Html => WithoutTags(text),
            Markup.TelegraphNodes => OfNodes(text),
            _ => text,
        };
    }

    private static string WithoutTags(string html) => WebUtility.HtmlDecode(AnyTag().Replace(BlockTag().Replace(html, " "), ""));

    private static string OfNodes(string json)
    {
        using var nodes = JsonDocument.Parse(json);
        var text = new StringBuilder();
        Append(nodes.RootElement, text);
        return text.ToString();
    }

    private static void Append(JsonElement node, StringBuilder text)
    {
        switch (node.ValueKind)
        {
            case JsonValueKind.String:
                text.Append(node.GetString());
                break;
            case JsonValueKind.Array:
                foreach (var child in node.EnumerateArray())
                {
                    Append(child, text);
                }

                break;
            case JsonValueKind.Object:
                var isBlock =
                    node.TryGetProperty("tag", out var tag)
                    && tag.GetString() is not ("a" or "b" or "strong" or "i" or "em" or "s" or "u" or "code");
                text.Append(isBlock ? " " : "");
                if (node.TryGetProperty("children", out var children))
                {
                    Append(children, text);
                }

                text.Append(isBlock ? " " : "");
                break;
        }
    }

    [GeneratedRegex(
        "</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|pre|table|thead|tbody|tr|th|td|hr|figure|figcaption|section)\\b[^>]*>",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex BlockTag();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AnyTag();
}

using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Publisher.Tests.Channels.Text;

/// <summary>Reads Telegram's HTML as strictly as the network: a tag outside the list, a wrong nesting or a bare sign throws.</summary>
internal static partial class TelegramReader
{
    public static string Read(string html)
    {
        var text = new StringBuilder();
        var open = new Stack<string>();
        var position = 0;
        foreach (Match tag in Tag().Matches(html))
        {
            text.Append(Letters(html[position..tag.Index]));
            position = tag.Index + tag.Length;
            if (!tag.Value.StartsWith("</", StringComparison.Ordinal))
            {
                open.Push(tag.Groups["name"].Value);
            }
            else if (open.Count == 0 || open.Pop() != tag.Groups["name"].Value)
            {
                throw new FormatException($"{tag.Value} closes nothing.");
            }
        }

        return open.Count == 0
            ? text.Append(Letters(html[position..])).ToString()
            : throw new FormatException($"{open.Peek()} stays open.");
    }

    private static string Letters(string html) =>
        html.AsSpan().ContainsAny('<', '>', '"') || BareAmpersand().IsMatch(html)
            ? throw new FormatException($"Not escaped: {html}")
            : WebUtility.HtmlDecode(html);

    [GeneratedRegex(
        """</?(?<name>b|i|s|code|pre|blockquote|a)(?<=<a) href="https?://[^"<>\s]+">|</?(?<name>b|i|s|code|pre|blockquote|a)>"""
    )]
    private static partial Regex Tag();

    [GeneratedRegex("&(?!(lt|gt|amp|quot);)")]
    private static partial Regex BareAmpersand();
}

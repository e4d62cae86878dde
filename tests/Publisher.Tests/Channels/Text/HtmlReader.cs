using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Publisher.Tests.Channels.Text;

/// <summary>Reads a website's HTML strictly: a tag or attribute outside the list, a wrong nesting, a bare sign or a dead anchor throws.</summary>
internal static partial class HtmlReader
{
    private const string BackReference = "↩";

    private static readonly string[] Alone = ["hr", "br", "img", "meta"];

    /// <summary>The letters between the tags; a line break where one is written, nothing of what leads back from a footnote.</summary>
    public static string Read(string html)
    {
        var text = new StringBuilder();
        var open = new Stack<string>();
        var position = 0;
        foreach (Match tag in Tag().Matches(html))
        {
            text.Append(Letters(html[position..tag.Index]));
            position = tag.Index + tag.Length;
            var name = tag.Groups["name"].Value;
            if (name == "br")
            {
                text.Append('\n');
            }
            else if (tag.Value.StartsWith("</", StringComparison.Ordinal))
            {
                if (open.Count == 0 || open.Pop() != name)
                {
                    throw new FormatException($"{tag.Value} closes nothing.");
                }
            }
            else if (!Alone.Contains(name))
            {
                open.Push(name);
            }
        }

        CheckAnchors(html);
        return open.Count == 0
            ? text.Append(Letters(html[position..])).ToString()
            : throw new FormatException($"{open.Peek()} stays open.");
    }

    private static void CheckAnchors(string html)
    {
        var ids = Id().Matches(html).Select(match => match.Groups[1].Value).ToList();
        if (ids.Distinct().Count() != ids.Count)
        {
            throw new FormatException("An id stands twice.");
        }

        foreach (var anchor in Anchor().Matches(html).Select(match => match.Groups[1].Value))
        {
            if (!ids.Contains(anchor))
            {
                throw new FormatException($"#{anchor} leads nowhere.");
            }
        }
    }

    /// <summary>Blocks stand on lines of their own, which is no letter of the text; code keeps its line breaks.</summary>
    private static string Letters(string html) =>
        html.AsSpan().ContainsAny('<', '>', '"') || BareAmpersand().IsMatch(html) ? throw new FormatException($"Not escaped: {html}")
        : html is "\n" or BackReference ? ""
        : WebUtility.HtmlDecode(html);

    [GeneratedRegex(
        """</?(?<name>p|h[1-6]|ul|ol|li|blockquote|pre|code|strong|em|s|a|sup|table|thead|tbody|tr|th|td|figure)(?: start="\d+")?(?: (?:id="(?:note|mark)-[0-9a-f]{6}-\d+"|lang="ru"))*>|<(?<name>a) href="(?:https?://[^"<>\s]+|#(?:note|mark)-[0-9a-f]{6}-\d+)">|<(?<name>img) src="https?://[^"<>\s]+" alt="[^"<>]*" loading="lazy">|<(?<name>hr|br)>"""
    )]
    private static partial Regex Tag();

    [GeneratedRegex(""" id="([^"]+)["]""")]
    private static partial Regex Id();

    [GeneratedRegex("""href="#([^"]+)["]""")]
    private static partial Regex Anchor();

    [GeneratedRegex("&(?!(lt|gt|amp|quot);)")]
    private static partial Regex BareAmpersand();
}

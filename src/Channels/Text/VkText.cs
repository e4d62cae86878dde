using System.Text.RegularExpressions;

namespace Publisher.Channels.Text;

/// <summary>
/// Plain text for VK, which reads <c>[id1|name]</c> as a link to a profile and tells its owner. Nobody shall be named by what looks like
/// plain words, so a blank is put before the bar, and it stays text. Source: CHANNELS 4.
/// </summary>
public static partial class VkText
{
    public static string Render(MarkdownText text) => Mention().Replace(PlainText.Render(text), "[$1 |");

    [GeneratedRegex(@"\[([^\s\[\]|]+)\|", RegexOptions.NonBacktracking)]
    private static partial Regex Mention();
}

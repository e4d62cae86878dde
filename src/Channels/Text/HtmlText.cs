using System.Security.Cryptography;
using System.Text;

namespace Publisher.Channels.Text;

/// <summary>
/// HTML for websites. Safe by construction: only the tags <see cref="HtmlWriter"/> knows are ever written, everything else is escaped,
/// and links are http or https. The title is the page's h1, so headings begin at h2. Every block says its language.
/// </summary>
public static class HtmlText
{
    public static string Render(MarkdownText text, string language)
    {
        var writer = new HtmlWriter(language, text.Blocks is [.., TextBlock.Notes] ? NameOf(text) : null);
        return string.Join('\n', text.Blocks.Select(writer.Write));
    }

    /// <summary>Tells the notes of one text from those of another on the same page.</summary>
    private static string NameOf(MarkdownText text)
    {
        var letters = Encoding.UTF8.GetBytes(FlowWriter.Write(text).Visible);
        return Convert.ToHexStringLower(SHA256.HashData(letters))[..6];
    }
}

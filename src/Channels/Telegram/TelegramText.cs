using System.Net;
using System.Text;

namespace Publisher.Channels.Telegram;

/// <summary>Telegram's way of counting: code points of the text that is left when tags and entities are read.</summary>
internal static class TelegramText
{
    /// <summary>The length that Telegram holds against its limits; it trims first.</summary>
    public static int VisibleLength(string text, Markup markup) =>
        (markup is Markup.TelegramHtml ? Visible(text) : text).Trim().EnumerateRunes().Count();

    private static string Visible(string html)
    {
        var text = new StringBuilder(html.Length);
        var inTag = false;
        foreach (var letter in html)
        {
            inTag = letter is '<' || (inTag && letter is not '>');
            if (!inTag && letter is not '>')
            {
                text.Append(letter);
            }
        }

        return WebUtility.HtmlDecode(text.ToString());
    }
}

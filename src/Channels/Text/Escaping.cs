using System.Text;

namespace Publisher.Channels.Text;

/// <summary>The four characters that mean something in every HTML we write; all four entities are known to Telegram.</summary>
internal static class Escaping
{
    public static StringBuilder AppendEscaped(this StringBuilder into, string text)
    {
        foreach (var character in text)
        {
            _ = character switch
            {
                '<' => into.Append("&lt;"),
                '>' => into.Append("&gt;"),
                '&' => into.Append("&amp;"),
                '"' => into.Append("&quot;"),
                _ => into.Append(character),
            };
        }

        return into;
    }
}

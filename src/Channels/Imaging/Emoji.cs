using System.Globalization;
using System.Text;

namespace Publisher.Channels.Imaging;

/// <summary>Emoji fill their square; set in the size of the text they look larger than its letters.</summary>
internal static class Emoji
{
    private const char PictureSelector = '\uFE0F';

    /// <summary>Puts <paramref name="before"/> and <paramref name="after"/> around each run of emoji, none of which is torn.</summary>
    public static string Mark(string text, string before, string after)
    {
        if (!text.EnumerateRunes().Any(IsPicture) && !text.Contains(PictureSelector))
        {
            return text;
        }

        var marked = new StringBuilder();
        var inside = false;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            var emoji = element.Contains(PictureSelector) || IsPicture(Rune.GetRuneAt(element, 0));
            marked
                .Append(
                    emoji == inside ? ""
                    : emoji ? before
                    : after
                )
                .Append(element);
            inside = emoji;
        }

        return marked.Append(inside ? after : "").ToString();
    }

    private static bool IsPicture(Rune rune) => rune.Value is >= 0x1F000 and <= 0x1FAFF;
}

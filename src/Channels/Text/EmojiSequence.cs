using System.Buffers;
using System.Text;

namespace Publisher.Channels.Text;

/// <summary>Tells whether a grapheme is an emoji, for networks that count one apart from letters.</summary>
internal static class EmojiSequence
{
    private const char PictureSelector = '\uFE0F';
    private const char TextSelector = '\uFE0E';
    private const char KeyCap = '\u20E3';

    /// <summary>Signs of old that show as a picture even without a selector. Source: Unicode emoji-data, Emoji_Presentation below U+1F000.</summary>
    private static readonly SearchValues<char> OldPictures = SearchValues.Create(
        "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
    );

    public static bool Is(ReadOnlySpan<char> grapheme)
    {
        if (grapheme.Contains(TextSelector) || Rune.DecodeFromUtf16(grapheme, out var first, out _) is not OperationStatus.Done)
        {
            return false;
        }

        return first.Value is >= 0x1F000 and <= 0x1FAFF
            || OldPictures.Contains(grapheme[0])
            || grapheme.Contains(KeyCap)
            || (grapheme.Contains(PictureSelector) && !Rune.IsLetter(first));
    }
}

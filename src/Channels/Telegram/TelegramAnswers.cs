using System.Text.Json;
using Publisher.Channels.Http;

namespace Publisher.Channels.Telegram;

/// <summary>
/// What Telegram's error descriptions mean. Texts as in tdlib/telegram-bot-api's Client.cpp; a no that stands in no line here is
/// passed on with Telegram's own words.
/// </summary>
internal static class TelegramAnswers
{
    public const string Gone = "message_gone";
    public const string NotDeletable = "message_not_deletable";
    public const string NoText = "message_has_no_text";
    public const string NotModified = "message_not_modified";

    private const string Admin = "make it an administrator of the channel that may post messages.";

    private static readonly (string Words, string Code, string Sentence)[] _known =
    [
        ("chat not found", "chat_not_found", "Telegram finds no such chat: check chatId and add the bot to the channel."),
        ("bot was kicked", "bot_not_in_chat", $"The bot was removed from the channel: add it again and {Admin}"),
        ("bot is not a member", "bot_not_in_chat", $"The bot is not in the channel: add it and {Admin}"),
        ("bot was blocked", "bot_not_in_chat", "The chat has blocked the bot."),
        ("not enough rights", "not_enough_rights", $"The bot has too few rights: {Admin}"),
        ("need administrator rights", "not_enough_rights", $"The bot is no administrator: {Admin}"),
        ("have no rights", "not_enough_rights", $"The bot has too few rights: {Admin}"),
        ("caption is too long", "caption_too_long", $"The caption is longer than {TelegramProfile.CaptionLimit} characters."),
        ("message is too long", "text_too_long", $"The text is longer than {TelegramProfile.TextLimit} characters."),
        ("text is empty", "text_empty", "The text is empty."),
        ("PHOTO_INVALID_DIMENSIONS", "image_refused", "Telegram refuses a picture's width and height."),
        ("IMAGE_PROCESS_FAILED", "image_refused", "Telegram cannot read a picture."),
        ("message to delete not found", Gone, "The message is no longer there."),
        ("message to edit not found", Gone, "The message is no longer there."),
        ("message can't be deleted", NotDeletable, "The message is older than 48 hours, and Telegram no longer deletes it."),
        ("message can't be edited", "message_not_editable", "Telegram no longer lets the bot change the message: delete it in the app."),
        ("there is no text in the message", NoText, "The message has a picture in place of a text."),
        ("message is not modified", NotModified, "The message already reads so."),
    ];

    /// <summary>Reads an error body; null when it is none of Telegram's, or says that Telegram itself failed.</summary>
    public static Outcome? Judge(Refusal refusal) =>
        refusal.Read(TelegramJson.Default.TelegramAnswerJsonElement) is { Ok: false } answer ? Judge(answer, refusal.Status) : null;

    /// <summary>Judges an answer whose <c>ok</c> is false.</summary>
    public static Outcome? Judge<T>(TelegramAnswer<T> answer, int status) =>
        (answer.ErrorCode ?? status) switch
        {
            429 => RateLimited(answer.Parameters?.RetryAfter),
            401 or 404 => new Outcome.Refused(
                Outcome.TokenTrouble,
                "Telegram does not know the bot token: copy it again from @BotFather into the channel's credentials."
            ),
            >= 400 and < 500 and var code => Refused(code, answer),
            _ => null,
        };

    private static Outcome.NotSent RateLimited(int? seconds) =>
        new("Telegram asks us to slow down.", seconds is { } wait ? TimeSpan.FromSeconds(Math.Max(wait, 0)) : null, RateLimited: true);

    private static Outcome.Refused Refused<T>(int code, TelegramAnswer<T> answer)
    {
        if (answer.Parameters?.MigrateToChatId is { } chat)
        {
            return new Outcome.Refused("chat_moved", $"The group has become a supergroup: set chatId to {chat}.");
        }

        var description = answer.Description ?? "";
        foreach (var (words, known, sentence) in _known)
        {
            if (description.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return new Outcome.Refused(known, sentence);
            }
        }

        return new Outcome.Refused($"telegram_{code}", $"Telegram answered {code}: {Refusal.Shorten(description)}");
    }
}

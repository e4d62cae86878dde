using Publisher.Channels.Http;

namespace Publisher.Channels.Telegram;

/// <summary>Asks who the bot is, what the chat is, and what the bot may do there.</summary>
internal sealed class TelegramCheck(NetworkClients clients, TelegramSettings settings)
{
    public async Task<CheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var me = Call();
        var bot = await me.Api.GetMe(cancellationToken);
        if (bot.Content?.Result is not { } user)
        {
            return bot.ToBroken(me.Sent, TelegramAnswers.Judge);
        }

        var there = Call();
        var place = await there.Api.GetChat(settings.ChatId, cancellationToken);
        if (place.Content?.Result is not { } chat)
        {
            return place.ToBroken(there.Sent, TelegramAnswers.Judge);
        }

        var rights = Call();
        var membership = await rights.Api.GetChatMember(settings.ChatId, user.Id, cancellationToken);
        return membership.Content?.Result is { } member ? Result(chat, member) : membership.ToBroken(rights.Sent, TelegramAnswers.Judge);
    }

    private static CheckResult Result(TelegramChat chat, TelegramMember member)
    {
        var isChannel = chat.Type is "channel";
        var canPost = member switch
        {
            { Status: "creator" } => true,
            { Status: "administrator" } => !isChannel || member.CanPostMessages is true,
            { Status: "member" } => !isChannel,
            _ => false,
        };
        // Whoever may post may delete its own messages while they are younger than 48 h.
        var canTakeDown = canPost || member is { Status: "administrator", CanDeleteMessages: true };
        var account = ForeignId.Of(chat.Username) is { } name ? $"@{name}" : Refusal.Shorten(chat.Title);
        return new CheckResult(canPost, account, canPost, canTakeDown, canPost ? [] : [NoRights]);
    }

    private static Problem NoRights =>
        new(
            "not_enough_rights",
            "settings.chatId",
            "The bot may not post there: make it an administrator with the right to post messages."
        );

    private NetworkCall<ITelegramApi> Call() => clients.ForReading<ITelegramApi>(settings.BotAddress, TelegramJson.Default);
}

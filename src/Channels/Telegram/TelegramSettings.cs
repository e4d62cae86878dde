using System.Globalization;
using System.Text.RegularExpressions;

namespace Publisher.Channels.Telegram;

/// <summary>A Telegram channel's settings and credentials, read once per call.</summary>
internal sealed partial record TelegramSettings
{
    public required string ChatId { get; init; }
    public required bool LongTextOnTelegraph { get; init; }
    public required bool PicturesFromOwnHost { get; init; }
    public required Uri BaseUrl { get; init; }
    public required Uri TelegraphBaseUrl { get; init; }
    public required string BotToken { get; init; }
    public required string? TelegraphToken { get; init; }

    /// <summary>Every call goes below it. Holds the bot token: never logged, never in an error.</summary>
    public Uri BotAddress =>
        new($"{BaseUrl.AbsoluteUri.TrimEnd('/')}/bot{(HasReadableToken ? BotToken : Uri.EscapeDataString(BotToken))}/");

    /// <summary>The name without <c>@</c>, for channels that have one.</summary>
    public string? PublicName => ChatId.StartsWith('@') ? ChatId[1..] : null;

    /// <summary>The chat's number without Telegram's <c>-100</c>, as it stands in links to private channels.</summary>
    public string? PrivateNumber => ChatId.StartsWith("-100", StringComparison.Ordinal) ? ChatId[4..] : null;

    public bool HasReadableChatId => ChatIdShape().IsMatch(ChatId);

    /// <summary>Nothing that could lead the address elsewhere; whether it is alive only Telegram knows.</summary>
    public bool HasReadableToken => TokenShape().IsMatch(BotToken);

    public static TelegramSettings Of(ChannelAccess access) =>
        new()
        {
            ChatId = access.Setting("chatId") ?? "",
            LongTextOnTelegraph = access.Setting("longText") == "telegraph",
            PicturesFromOwnHost = access.Setting("images") == "own_host",
            BaseUrl = new Uri(access.Setting("baseUrl") ?? "https://api.telegram.org"),
            TelegraphBaseUrl = new Uri(access.Setting("telegraphBaseUrl") ?? "https://api.telegra.ph"),
            BotToken = access.Credential("botToken") ?? "",
            TelegraphToken = access.Credential("telegraphToken"),
        };

    /// <summary>The channel as a person finds it.</summary>
    public string Place =>
        PublicName is { } name ? $"https://t.me/{name}"
        : PrivateNumber is { } number ? $"https://t.me/c/{number}"
        : "the channel";

    /// <summary>Where a person finds a message; null for chats that have no links.</summary>
    public Uri? LinkTo(long message) =>
        PublicName is { } name ? TelegramLinks.Public(name, message)
        : PrivateNumber is { } number ? TelegramLinks.Private(number, message)
        : null;

    /// <summary>Without the tokens that a record would print.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Telegram chat {ChatId}");

    [GeneratedRegex("^(@[A-Za-z][A-Za-z0-9_]{3,31}|-?[0-9]{1,20})\\z", RegexOptions.NonBacktracking)]
    private static partial Regex ChatIdShape();

    [GeneratedRegex("^[A-Za-z0-9:_-]{1,128}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex TokenShape();
}

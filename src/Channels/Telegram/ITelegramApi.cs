using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

namespace Publisher.Channels.Telegram;

/// <summary>The Bot API's calls below <c>/bot{token}</c>, as far as a channel needs them. Bot API 10.1.</summary>
internal interface ITelegramApi
{
    [Post("/sendMessage")]
    Task<IApiResponse<TelegramAnswer<TelegramMessage>>> SendMessage([Body] TelegramNewMessage message, CancellationToken cancellationToken);

    [Post("/sendPhoto")]
    Task<IApiResponse<TelegramAnswer<TelegramMessage>>> SendPhoto(
        [Body] MultipartFormDataContent form,
        CancellationToken cancellationToken
    );

    [Post("/sendMediaGroup")]
    Task<IApiResponse<TelegramAnswer<IReadOnlyList<TelegramMessage>>>> SendMediaGroup(
        [Body] MultipartFormDataContent form,
        CancellationToken cancellationToken
    );

    [Post("/editMessageText")]
    Task<IApiResponse<TelegramAnswer<JsonElement>>> EditMessageText([Body] TelegramNewText text, CancellationToken cancellationToken);

    [Post("/editMessageMedia")]
    Task<IApiResponse<TelegramAnswer<JsonElement>>> EditMessageMedia(
        [Body] MultipartFormDataContent form,
        CancellationToken cancellationToken
    );

    [Post("/deleteMessage")]
    Task<IApiResponse<TelegramAnswer<bool>>> DeleteMessage([Body] TelegramMessageId message, CancellationToken cancellationToken);

    [Get("/getMe")]
    Task<IApiResponse<TelegramAnswer<TelegramUser>>> GetMe(CancellationToken cancellationToken);

    [Get("/getChat")]
    Task<IApiResponse<TelegramAnswer<TelegramChat>>> GetChat([AliasAs("chat_id")] string chatId, CancellationToken cancellationToken);

    [Get("/getChatMember")]
    Task<IApiResponse<TelegramAnswer<TelegramMember>>> GetChatMember(
        [AliasAs("chat_id")] string chatId,
        [AliasAs("user_id")] long userId,
        CancellationToken cancellationToken
    );
}

/// <summary>What wraps every answer. <paramref name="ErrorCode"/> repeats the HTTP status.</summary>
internal sealed record TelegramAnswer<T>(
    bool Ok,
    T? Result = default,
    int? ErrorCode = null,
    string? Description = null,
    TelegramErrorParameters? Parameters = null
);

/// <param name="RetryAfter">Seconds.</param>
/// <param name="MigrateToChatId">The group's new number.</param>
internal sealed record TelegramErrorParameters(int? RetryAfter, long? MigrateToChatId);

internal sealed record TelegramNewMessage(
    string ChatId,
    string Text,
    string? ParseMode,
    TelegramLinkPreview LinkPreviewOptions,
    bool DisableNotification = false
);

/// <summary>Either none, or that of one given address: never of whatever address stands first in the text.</summary>
internal sealed record TelegramLinkPreview(bool? IsDisabled = null, string? Url = null);

/// <param name="Media"><c>attach://</c> and the name of the form's file.</param>
internal sealed record TelegramPhoto(string Type, string Media, string? Caption, string? ParseMode, bool? HasSpoiler);

internal sealed record TelegramNewText(string ChatId, long MessageId, string Text, TelegramLinkPreview LinkPreviewOptions);

internal sealed record TelegramMessageId(string ChatId, long MessageId);

internal sealed record TelegramMessage(long MessageId, TelegramChat? Chat);

internal sealed record TelegramChat(long Id, string? Type, string? Title, string? Username);

internal sealed record TelegramUser(long Id, string? Username);

/// <param name="CanPostMessages">Given for channels only.</param>
internal sealed record TelegramMember(string? Status, bool? CanPostMessages, bool? CanDeleteMessages);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(TelegramAnswer<TelegramMessage>))]
[JsonSerializable(typeof(TelegramAnswer<IReadOnlyList<TelegramMessage>>))]
[JsonSerializable(typeof(TelegramAnswer<JsonElement>))]
[JsonSerializable(typeof(TelegramAnswer<bool>))]
[JsonSerializable(typeof(TelegramAnswer<TelegramUser>))]
[JsonSerializable(typeof(TelegramAnswer<TelegramChat>))]
[JsonSerializable(typeof(TelegramAnswer<TelegramMember>))]
[JsonSerializable(typeof(TelegramNewMessage))]
[JsonSerializable(typeof(TelegramNewText))]
[JsonSerializable(typeof(TelegramMessageId))]
[JsonSerializable(typeof(IReadOnlyList<TelegramPhoto>))]
[JsonSerializable(typeof(TelegramPhoto))]
internal sealed partial class TelegramJson : JsonSerializerContext;

using System.Net.Http.Headers;
using System.Text.Json;
using Publisher.Channels.Http;
using Refit;

namespace Publisher.Channels.Telegram;

/// <summary>
/// Takes messages down, one by one: <c>deleteMessages</c> would skip in silence what it does not delete. The Bot API cannot read a message
/// back, so its <c>true</c> counts. What is older than 48 h is emptied: the text becomes a dash, a picture a white one, since a caption alone
/// would leave the faces.
/// </summary>
internal sealed class TelegramRemoval(NetworkClients clients, TelegramSettings settings)
{
    private const string Notice = "—";

    // 320x320 px, white, no metadata.
    private const string WhitePicture =
        "iVBORw0KGgoAAAANSUhEUgAAAUAAAAFAAQAAAADl65gHAAAAQUlEQVRo3u3KMQ0AAAwDoPo33VrYuwRu0qOIoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiKoiiK"
        + "oiiK4r84v0fQ4MM6ZHQAAAAASUVORK5CYII=";

    /// <summary>The worst of what became of the messages; what is done already is done again without harm.</summary>
    public async Task<Removal> RemoveAsync(IReadOnlyList<long> messages, CancellationToken cancellationToken)
    {
        Removal worst = new Removal.Removed();
        foreach (var message in messages)
        {
            var removal = await RemoveOneAsync(message, cancellationToken);
            if (removal is Removal.Again)
            {
                return removal;
            }

            worst = removal is Removal.Manual || worst is Removal.Removed ? removal : worst;
        }

        return worst;
    }

    private async Task<Removal> RemoveOneAsync(long message, CancellationToken cancellationToken)
    {
        var call = Call();
        var response = await call.Api.DeleteMessage(new TelegramMessageId(settings.ChatId, message), cancellationToken);
        if (response is { IsSuccessfulWithContent: true, Content: { Ok: true, Result: true } })
        {
            return new Removal.Removed();
        }

        var failure = response.ToFailure(call.Sent, TelegramAnswers.Judge);
        return failure is Outcome.Refused { Code: TelegramAnswers.NotDeletable }
            ? await EmptyTextAsync(message, cancellationToken)
            : NotDone(failure, message);
    }

    private async Task<Removal> EmptyTextAsync(long message, CancellationToken cancellationToken)
    {
        var call = Call();
        var notice = new TelegramNewText(settings.ChatId, message, Notice, new TelegramLinkPreview(IsDisabled: true));
        var failure = Failure(await call.Api.EditMessageText(notice, cancellationToken), call.Sent);
        return failure switch
        {
            null => new Removal.Blanked(),
            Outcome.Refused { Code: TelegramAnswers.NoText } => await EmptyPictureAsync(message, cancellationToken),
            _ => NotDone(failure, message),
        };
    }

    private async Task<Removal> EmptyPictureAsync(long message, CancellationToken cancellationToken)
    {
        var call = Call();
        using var form = WhiteForm(message);
        var failure = Failure(await call.Api.EditMessageMedia(form, cancellationToken), call.Sent);
        return failure is null ? new Removal.Blanked() : NotDone(failure, message);
    }

    /// <summary>Null when the edit was done.</summary>
    private static Outcome? Failure(IApiResponse<TelegramAnswer<JsonElement>> response, SentMark sent) =>
        response is { IsSuccessfulWithContent: true, Content.Ok: true } ? null : response.ToFailure(sent, TelegramAnswers.Judge);

    private Removal NotDone(Outcome failure, long message) =>
        failure switch
        {
            Outcome.Refused { Code: TelegramAnswers.Gone } => new Removal.Removed(),
            Outcome.Refused { Code: TelegramAnswers.NotModified } => new Removal.Blanked(),
            // The channel may be reconnected within the day that removals are tried.
            Outcome.Refused { IsTokenTrouble: true } refused => new Removal.Again(refused.Reason),
            Outcome.Refused refused => new Removal.Manual(settings.LinkTo(message), refused.Reason),
            Outcome.NotSent(var reason, var after, _) => new Removal.Again(reason, after),
            Outcome.Uncertain(var reason) => new Removal.Again(reason),
            _ => new Removal.Again("Telegram's answer could not be read."),
        };

    private MultipartFormDataContent WhiteForm(long message)
    {
        var picture = new ByteArrayContent(Convert.FromBase64String(WhitePicture));
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        var media = new TelegramPhoto("photo", "attach://p0", Notice, ParseMode: null, HasSpoiler: null);
        return new MultipartFormDataContent
        {
            { new StringContent(settings.ChatId), "chat_id" },
            { new StringContent($"{message}"), "message_id" },
            { new StringContent(JsonSerializer.Serialize(media, TelegramJson.Default.TelegramPhoto)), "media" },
            { picture, "p0", "p0.png" },
        };
    }

    private NetworkCall<ITelegramApi> Call() => clients.ForRemoving<ITelegramApi>(settings.BotAddress, TelegramJson.Default);
}

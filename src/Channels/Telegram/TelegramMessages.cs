using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Publisher.Channels.Http;
using Refit;

namespace Publisher.Channels.Telegram;

/// <summary>Sends a message: a text, a photo with a caption, or an album whose first photo carries the caption.</summary>
internal sealed class TelegramMessages(NetworkClients clients)
{
    private const int MostInAlbum = 10;

    public async Task<Outcome> SendAsync(
        Part part,
        Prepared.Ready prepared,
        AttemptKey key,
        Variant variant,
        ChannelAccess access,
        CancellationToken cancellationToken
    )
    {
        var settings = TelegramSettings.Of(access);
        var page = part.Text.Contains(Part.PageUrlToken, StringComparison.Ordinal) ? TelegraphPages.UrlFor(part, variant, prepared) : null;
        var text = page is null ? part.Text : part.Text.Replace(Part.PageUrlToken, Escaped(page, part.Markup), StringComparison.Ordinal);
        var call = clients.ForPublishing<ITelegramApi>(settings.BotAddress, key, TelegramJson.Default);
        if (part.Files.Count == 0)
        {
            var message = new TelegramNewMessage(settings.ChatId, text, Mode(part), Preview(page ?? part.Link?.AbsoluteUri));
            var sent = await call.Api.SendMessage(message, cancellationToken);
            return Judge(sent, call.Sent, one => Published([one], settings));
        }

        using var form = await FormAsync(part, text, settings, access, cancellationToken);
        if (part.Files.Count == 1)
        {
            var sent = await call.Api.SendPhoto(form, cancellationToken);
            return Judge(sent, call.Sent, one => Published([one], settings));
        }

        var album = await call.Api.SendMediaGroup(form, cancellationToken);
        return Judge(album, call.Sent, messages => Published(messages, settings));
    }

    private static Outcome Judge<T>(IApiResponse<TelegramAnswer<T>> response, SentMark sent, Func<T, Outcome?> understood) =>
        response.ToOutcome(
            sent,
            answer =>
                answer is { Ok: true, Result: { } result } ? understood(result) : TelegramAnswers.Judge(answer, (int)HttpStatusCode.OK),
            TelegramAnswers.Judge
        );

    /// <summary>Null, and so uncertain, when a message has no id: Telegram gives 0 to what it has only put off.</summary>
    private static Outcome.Published? Published(IReadOnlyList<TelegramMessage> messages, TelegramSettings settings)
    {
        if (messages.Count is 0 or > MostInAlbum || messages.Any(message => message.MessageId <= 0))
        {
            return null;
        }

        var first = messages[0];
        var link = ForeignId.Of(first.Chat?.Username) is { } name
            ? TelegramLinks.Public(name, first.MessageId)
            : settings.LinkTo(first.MessageId);
        return new Outcome.Published(TelegramLinks.OfMessages(messages.Select(message => message.MessageId)), link);
    }

    private static async Task<MultipartFormDataContent> FormAsync(
        Part part,
        string text,
        TelegramSettings settings,
        ChannelAccess access,
        CancellationToken cancellationToken
    )
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(settings.ChatId), "chat_id" },
            { new StringContent("false"), "disable_notification" },
        };
        var photos = part.Files.Select((_, index) => Photo(part, text, index)).ToList();
        if (photos is [var single])
        {
            AddPhoto(form, single);
        }
        else
        {
            form.Add(new StringContent(JsonSerializer.Serialize(photos, TelegramJson.Default.IReadOnlyListTelegramPhoto)), "media");
        }

        foreach (var (file, index) in part.Files.Select((file, index) => (file, index)))
        {
            var bytes = new StreamContent(await access.OpenFileAsync(file, cancellationToken));
            bytes.Headers.ContentType = new MediaTypeHeaderValue(file.MediaType);
            form.Add(bytes, photos.Count == 1 ? "photo" : Name(index), $"{Name(index)}.{(file.MediaType is "image/png" ? "png" : "jpg")}");
        }

        return form;
    }

    private static void AddPhoto(MultipartFormDataContent form, TelegramPhoto photo)
    {
        if (photo.Caption is { } caption)
        {
            form.Add(new StringContent(caption), "caption");
        }

        if (photo.ParseMode is { } mode)
        {
            form.Add(new StringContent(mode), "parse_mode");
        }

        if (photo.HasSpoiler is true)
        {
            form.Add(new StringContent("true"), "has_spoiler");
        }
    }

    private static TelegramPhoto Photo(Part part, string text, int index)
    {
        var caption = index == 0 && text.Length > 0 ? text : null;
        return new TelegramPhoto(
            "photo",
            $"attach://{Name(index)}",
            caption,
            caption is null ? null : Mode(part),
            part.Sensitive || part.Graphic ? true : null
        );
    }

    private static string Name(int index) => $"p{index}";

    private static TelegramLinkPreview Preview(string? url) =>
        url is null ? new TelegramLinkPreview(IsDisabled: true) : new TelegramLinkPreview(Url: url);

    private static string? Mode(Part part) => part.Markup is Markup.TelegramHtml ? "HTML" : null;

    private static string Escaped(string url, Markup markup) => markup is Markup.TelegramHtml ? WebUtility.HtmlEncode(url) : url;
}

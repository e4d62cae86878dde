using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Telegram;

/// <summary>The methods that make messages.</summary>
internal sealed class TelegramSending(TelegramChats chats, TelegramUploads uploads)
{
    private const int TextLimit = 4096;
    private const int CaptionLimit = 1024;

    public Task<TelegramAnswer> SendMessageAsync(Call call, CancellationToken cancellationToken) =>
        Task.FromResult(
            ReadText(call.Text("text"), call.Text("parse_mode"), TextLimit, out var text) is { } problem ? TelegramAnswer.Bad(problem)
            : text.Length == 0 ? TelegramAnswer.Bad("message text is empty")
            : Send(call, [new TelegramDraft(text, call.Text("text")!, [])])
        );

    public async Task<TelegramAnswer> SendFileAsync(Call call, string kind, CancellationToken cancellationToken)
    {
        if (ReadText(call.Text("caption"), call.Text("parse_mode"), CaptionLimit, out var caption) is { } problem)
        {
            return TelegramAnswer.Bad(problem);
        }

        var (file, fileProblem) = await uploads.ReadAsync(call, kind, call.Text(kind), cancellationToken);
        return file is null
            ? TelegramAnswer.Bad(fileProblem!)
            : Send(call, [new TelegramDraft(caption, call.Text("caption") ?? "", [file])]);
    }

    public async Task<TelegramAnswer> SendAlbumAsync(Call call, CancellationToken cancellationToken)
    {
        if (call.Node("media") is not JsonArray media)
        {
            return TelegramAnswer.Bad("can't parse media JSON object");
        }

        if (media.Count is < 2 or > 10)
        {
            return TelegramAnswer.Bad($"Too {(media.Count < 2 ? "few" : "many")} messages to send as an album");
        }

        var drafts = new List<TelegramDraft>();
        foreach (var item in media)
        {
            var (draft, problem) = await ReadItemAsync(call, item, cancellationToken);
            if (draft is null)
            {
                return TelegramAnswer.Bad(problem!);
            }

            drafts.Add(draft);
        }

        var kinds = drafts.Select(draft => draft.Files[0].Kind).Distinct().ToArray();
        return kinds.Contains("document") && kinds.Length > 1
            ? TelegramAnswer.Bad("document can't be mixed with other media types")
            : Send(call, drafts);
    }

    /// <summary>Copies into another chat; it answers only the new id, or with <paramref name="isForward"/> the whole message.</summary>
    public TelegramAnswer Copy(Call call, bool isForward)
    {
        var from = call.Text("from_chat_id");
        if (!TelegramChats.Exists(from) || !TelegramChats.Exists(call.Text("chat_id")))
        {
            return TelegramAnswer.Bad("chat not found");
        }

        if (!int.TryParse(call.Text("message_id"), out var id) || chats.Find(from!, id) is not { } message)
        {
            return TelegramAnswer.Bad($"message to {(isForward ? "forward" : "copy")} not found");
        }

        var sent = chats.Send(call.Text("chat_id")!, [new TelegramDraft(message.Text, message.Markup, message.Files)], null)[0];
        return TelegramAnswer.Ok(isForward ? sent.View() : new JsonObject { ["message_id"] = sent.Id });
    }

    /// <summary>What a reader will see; limits count code points of that.</summary>
    public static string? ReadText(string? sent, string? parseMode, int limit, out string text)
    {
        (text, var problem) = TelegramMarkup.Read(sent ?? "", parseMode);
        if (problem is not null)
        {
            return problem;
        }

        var length = text.EnumerateRunes().Count();
        return length <= limit ? null
            : limit == CaptionLimit ? "message caption is too long"
            : "message is too long";
    }

    private async Task<(TelegramDraft? Draft, string? Problem)> ReadItemAsync(
        Call call,
        JsonNode? item,
        CancellationToken cancellationToken
    )
    {
        if ((string?)item?["type"] is not ("photo" or "video" or "document"))
        {
            return (null, "can't parse InputMedia: unknown type");
        }

        var caption = (string?)item["caption"];
        if (ReadText(caption, (string?)item["parse_mode"], CaptionLimit, out var text) is { } problem)
        {
            return (null, problem);
        }

        var (file, fileProblem) = await uploads.ReadAsync(call, (string)item["type"]!, (string?)item["media"] ?? "", cancellationToken);
        return file is null ? (null, fileProblem) : (new TelegramDraft(text, caption ?? "", [file]), null);
    }

    private TelegramAnswer Send(Call call, IReadOnlyList<TelegramDraft> drafts)
    {
        var chat = call.Text("chat_id");
        if (!TelegramChats.Exists(chat))
        {
            return TelegramAnswer.Bad("chat not found");
        }

        int? part = null;
        if (ReplyTo(call) is { } replyTo)
        {
            if (chats.Find(chat!, replyTo) is not { } parent)
            {
                return TelegramAnswer.Bad("message to be replied not found");
            }

            part = (parent.Part ?? 1) + 1;
        }

        var sent = chats.Send(chat!, drafts, part);
        return TelegramAnswer.Ok(sent.Count == 1 ? sent[0].View() : new JsonArray([.. sent.Select(message => message.View())]));
    }

    private static int? ReplyTo(Call call) =>
        call.Node("reply_parameters")?["message_id"] is { } nested ? (int?)nested
        : int.TryParse(call.Text("reply_to_message_id"), out var id) ? id
        : null;
}

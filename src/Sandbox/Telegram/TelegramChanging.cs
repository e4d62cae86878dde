namespace Publisher.Sandbox.Telegram;

/// <summary>The methods that change messages and take them away.</summary>
internal sealed class TelegramChanging(TelegramChats chats, TelegramUploads uploads)
{
    private const string Unmodified =
        "message is not modified: specified new message content and reply markup are exactly the same "
        + "as a current content and reply markup of the message";

    public TelegramAnswer EditText(Call call, bool isCaption)
    {
        if (Find(call, "edit", out var problem) is not { } message)
        {
            return problem!;
        }

        var (field, limit) = isCaption ? ("caption", 1024) : ("text", 4096);
        if (isCaption == (message.Files.Count == 0))
        {
            return TelegramAnswer.Bad($"there is no {field} in the message to edit");
        }

        if (TelegramSending.ReadText(call.Text(field), call.Text("parse_mode"), limit, out var text) is { } textProblem)
        {
            return TelegramAnswer.Bad(textProblem);
        }

        return text.Length == 0 && !isCaption
            ? TelegramAnswer.Bad("message text is empty")
            : Change(message, message with { Text = text, Markup = call.Text(field) ?? "" });
    }

    public async Task<TelegramAnswer> EditMediaAsync(Call call, CancellationToken cancellationToken)
    {
        if (Find(call, "edit", out var problem) is not { } message)
        {
            return problem!;
        }

        var media = call.Node("media");
        var kind = (string?)media?["type"] ?? "";
        if (TelegramSending.ReadText((string?)media?["caption"], (string?)media?["parse_mode"], 1024, out var caption) is { } textProblem)
        {
            return TelegramAnswer.Bad(textProblem);
        }

        var (file, fileProblem) = await uploads.ReadAsync(call, kind, (string?)media?["media"] ?? "", cancellationToken);
        return file is null
            ? TelegramAnswer.Bad(fileProblem!)
            : Change(message, message with { Text = caption, Markup = (string?)media?["caption"] ?? "", Files = [file] });
    }

    public TelegramAnswer EditKeyboard(Call call) =>
        Find(call, "edit", out var problem) is { } message
            ? Change(message, message with { Keyboard = call.Node("reply_markup")?.ToJsonString() })
            : problem!;

    public TelegramAnswer Delete(Call call)
    {
        if (Find(call, "delete", out var problem) is not { } message)
        {
            return problem!;
        }

        if (!chats.IsDeletable(message))
        {
            return TelegramAnswer.Bad("message can't be deleted");
        }

        chats.Delete(message);
        return TelegramAnswer.Ok(true);
    }

    /// <summary>Unknown ones are skipped.</summary>
    public TelegramAnswer DeleteMany(Call call)
    {
        var ids = call.List("message_ids");
        if (!TelegramChats.Exists(call.Text("chat_id")) || ids.Count is 0 or > 100)
        {
            return TelegramAnswer.Bad(ids.Count is 0 or > 100 ? "message identifiers are not specified" : "chat not found");
        }

        var found = ids.Select(id => int.TryParse(id, out var number) ? chats.Find(call.Text("chat_id")!, number) : null);
        foreach (var message in found.OfType<TelegramMessage>().Where(chats.IsDeletable))
        {
            chats.Delete(message);
        }

        return TelegramAnswer.Ok(true);
    }

    private TelegramAnswer Change(TelegramMessage before, TelegramMessage after)
    {
        if (before == after || (before with { Files = after.Files } == after && before.Files.SequenceEqual(after.Files)))
        {
            return TelegramAnswer.Bad(Unmodified);
        }

        chats.Change(after);
        return TelegramAnswer.Ok(after.View());
    }

    private TelegramMessage? Find(Call call, string verb, out TelegramAnswer? problem)
    {
        var chat = call.Text("chat_id");
        problem = TelegramChats.Exists(chat) ? null : TelegramAnswer.Bad("chat not found");
        if (problem is not null)
        {
            return null;
        }

        var message = int.TryParse(call.Text("message_id"), out var id) ? chats.Find(chat!, id) : null;
        problem = message is null ? TelegramAnswer.Bad($"message to {verb} not found") : null;
        return message;
    }
}

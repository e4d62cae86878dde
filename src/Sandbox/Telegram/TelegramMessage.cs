using System.Globalization;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Telegram;

/// <summary>One message of a chat. Those of an album share <see cref="Entry"/>.</summary>
/// <param name="Chat">As the caller named it.</param>
/// <param name="Text">Text or caption, as a reader sees it.</param>
/// <param name="Markup">The same as sent.</param>
/// <param name="Entry">The ids by which the ledger knows it, joined by commas.</param>
internal sealed record TelegramMessage(
    int Id,
    string Chat,
    DateTimeOffset Date,
    string Text,
    string Markup,
    IReadOnlyList<TelegramFile> Files,
    string Entry,
    int? Part,
    string? AlbumId = null,
    string? Keyboard = null
)
{
    /// <summary>Edited to a mere sign, as is done with what can no longer be deleted.</summary>
    public bool IsBlanked => Text.Length > 0 && Silence.Is(Text);

    public JsonObject View()
    {
        var view = new JsonObject
        {
            ["message_id"] = Id,
            ["sender_chat"] = ChatView(Chat),
            ["chat"] = ChatView(Chat),
            ["date"] = Date.ToUnixTimeSeconds(),
        };
        if (Text.Length > 0)
        {
            view[Files.Count == 0 ? "text" : "caption"] = Text;
        }

        if (AlbumId is not null)
        {
            view["media_group_id"] = AlbumId;
        }

        foreach (var file in Files)
        {
            view[file.Kind] = file.Kind == "photo" ? new JsonArray(file.View()) : file.View();
        }

        return view;
    }

    public static JsonObject ChatView(string chat)
    {
        var isNamed = chat[0] == '@';
        var view = new JsonObject
        {
            ["id"] = isNamed
                ? -1_000_000_000_000 - Convert.ToInt64(Answers.AccountOf(chat.ToLowerInvariant()), 16)
                : long.Parse(chat, CultureInfo.InvariantCulture),
            ["type"] = isNamed || chat.StartsWith("-100", StringComparison.Ordinal) ? "channel" : "private",
            ["title"] = "Sandbox channel",
        };
        if (isNamed)
        {
            view["username"] = chat[1..];
        }

        return view;
    }
}

/// <param name="Kind">photo, video or document.</param>
internal sealed record TelegramFile(string Kind, LedgerMedium Medium, int Bytes)
{
    public JsonObject View() =>
        new()
        {
            ["file_id"] = FileId,
            ["file_unique_id"] = Medium.Sha256[..16],
            ["width"] = Medium.Width ?? 0,
            ["height"] = Medium.Height ?? 0,
            ["file_size"] = Bytes,
        };

    public string FileId => $"AgAC{Medium.Sha256}";
}

using System.Text.RegularExpressions;

namespace Publisher.Sandbox.Telegram;

/// <summary>The messages of all chats. A chat is any <c>@name</c> or number; names that begin with <c>@missing</c> do not exist.</summary>
internal sealed partial class TelegramChats(Ledger ledger, TimeProvider time)
{
    private static readonly TimeSpan Deletable = TimeSpan.FromHours(48);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Chat, int Id), TelegramMessage> _messages = [];
    private readonly Dictionary<string, int> _lastIds = [];
    private long _lastAlbum = 13_000_000_000_000_000;

    public static bool Exists(string? chat) => chat is not null && ChatName().IsMatch(chat);

    public TelegramMessage? Find(string chat, int id)
    {
        lock (_gate)
        {
            return _messages.GetValueOrDefault((chat, id));
        }
    }

    /// <summary>Takes one message, or an album of several; in the ledger they are one entry either way.</summary>
    public IReadOnlyList<TelegramMessage> Send(string chat, IReadOnlyList<TelegramDraft> drafts, int? part)
    {
        lock (_gate)
        {
            var first = _lastIds.GetValueOrDefault(chat) + 1;
            _lastIds[chat] = first + drafts.Count - 1;
            var entry = string.Join(',', Enumerable.Range(first, drafts.Count));
            var album = drafts.Count > 1 ? $"{++_lastAlbum}" : null;
            var now = time.GetUtcNow();
            TelegramMessage[] messages =
            [
                .. drafts.Select(
                    (draft, i) => new TelegramMessage(first + i, chat, now, draft.Text, draft.Markup, draft.Files, entry, part, album)
                ),
            ];
            foreach (var message in messages)
            {
                _messages[(chat, message.Id)] = message;
            }

            Note(NetworkAction.Publish, messages);
            return messages;
        }
    }

    public void Change(TelegramMessage message)
    {
        lock (_gate)
        {
            _messages[(message.Chat, message.Id)] = message;
            Note(NetworkAction.Edit, [message]);
            HideWhenNothingIsLeft(message);
        }
    }

    public bool IsDeletable(TelegramMessage message) => time.GetUtcNow() - message.Date < Deletable;

    /// <summary>An album's entry stays visible until its last message is gone or blanked.</summary>
    public void Delete(TelegramMessage message)
    {
        lock (_gate)
        {
            _messages.Remove((message.Chat, message.Id));
            ledger.Add("telegram", NetworkAction.Delete, $"{message.Id}", message.Chat, message.Text, Media([message]), message.Part);
            HideWhenNothingIsLeft(message);
        }
    }

    private void HideWhenNothingIsLeft(TelegramMessage message)
    {
        var left = _messages.Values.Where(other => other.Chat == message.Chat && other.Entry == message.Entry);
        if (left.All(other => other.IsBlanked))
        {
            ledger.Hide("telegram", message.Chat, message.Entry);
        }
    }

    private void Note(NetworkAction action, TelegramMessage[] messages) =>
        ledger.Add(
            "telegram",
            action,
            action is NetworkAction.Publish ? messages[0].Entry : $"{messages[0].Id}",
            messages[0].Chat,
            string.Join("\n\n", messages.Select(message => message.Text).Where(text => text.Length > 0)),
            Media(messages),
            messages[0].Part,
            markup: string.Join("\n\n", messages.Select(message => message.Markup).Where(text => text.Length > 0))
        );

    private static LedgerMedium[] Media(TelegramMessage[] messages) =>
        [.. messages.SelectMany(message => message.Files).Select(file => file.Medium)];

    [GeneratedRegex(@"^(@(?!missing)[A-Za-z]\w{3,31}|-?[1-9]\d{0,15})$")]
    private static partial Regex ChatName();
}

/// <summary>A message before it has an id.</summary>
internal sealed record TelegramDraft(string Text, string Markup, IReadOnlyList<TelegramFile> Files);

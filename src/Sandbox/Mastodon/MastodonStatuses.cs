using System.Globalization;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Mastodon;

/// <summary>What the instance holds: statuses, uploads, and the idempotency keys of the last hour.</summary>
internal sealed class MastodonStatuses(TimeProvider time)
{
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(1);

    private readonly Dictionary<string, MastodonStatus> _statuses = [];
    private readonly Dictionary<string, MastodonAttachment> _attachments = [];
    private readonly Dictionary<(string Account, string Key), (string StatusId, DateTimeOffset At)> _keys = [];
    private long _lastId;

    /// <summary>Held by whoever looks and then writes.</summary>
    public Lock Gate { get; } = new();

    public static string AccountId(string account) => $"{1 + Convert.ToInt64(account.Split('_')[^1], 16)}";

    public static JsonObject AccountView(string account, string instance) =>
        new()
        {
            ["id"] = AccountId(account),
            ["username"] = account,
            ["acct"] = account,
            ["display_name"] = account,
            ["url"] = $"{instance}/@{account}",
            ["bot"] = false,
            ["locked"] = false,
            ["followers_count"] = 0,
            ["statuses_count"] = 0,
        };

    /// <summary>Milliseconds and a running number, as Mastodon's ids are: later is larger.</summary>
    public string NextId()
    {
        _lastId = Math.Max(_lastId + 1, time.GetUtcNow().ToUnixTimeMilliseconds() << 16);
        return _lastId.ToString(CultureInfo.InvariantCulture);
    }

    public MastodonStatus? Find(string id) => _statuses.GetValueOrDefault(id);

    public MastodonAttachment? FindAttachment(string id, string account) =>
        _attachments.TryGetValue(id, out var attachment) && attachment.Account == account ? attachment : null;

    /// <summary>An upload belongs to one status for as long as that status stands.</summary>
    public bool IsTaken(string attachmentId, string? exceptBy) =>
        _statuses.Values.Any(status => status.Id != exceptBy && status.Attachments.Any(attachment => attachment.Id == attachmentId));

    public void Keep(MastodonStatus status) => _statuses[status.Id] = status;

    public void Keep(MastodonAttachment attachment) => _attachments[attachment.Id] = attachment;

    /// <summary>Its uploads stay for another status, unless they are to go with it.</summary>
    public void Remove(string id, bool withAttachments)
    {
        _statuses.Remove(id, out var removed);
        foreach (var attachment in withAttachments ? removed?.Attachments ?? [] : [])
        {
            _attachments.Remove(attachment.Id);
        }
    }

    /// <summary>Remembers for an hour which status a key made.</summary>
    public void Remember(string account, string key, string statusId) => _keys[(account, key)] = (statusId, time.GetUtcNow());

    /// <summary>The status a key made within the hour; it may be deleted since.</summary>
    public string? MadeBy(string account, string key) =>
        _keys.TryGetValue((account, key), out var made) && time.GetUtcNow() - made.At < KeyLifetime ? made.StatusId : null;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<MastodonStatus> Of(string account, string? maxId, string? sinceId, int limit) =>
        [
            .. _statuses
                .Values.Where(status => status.Account == account)
                .Where(status => maxId is null || Number(status.Id) < Number(maxId))
                .Where(status => sinceId is null || Number(status.Id) > Number(sinceId))
                .OrderByDescending(status => Number(status.Id))
                .Take(limit),
        ];

    private static long Number(string id) => long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

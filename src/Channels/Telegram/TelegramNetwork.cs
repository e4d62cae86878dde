using Publisher.Channels.Http;

namespace Publisher.Channels.Telegram;

/// <summary>
/// Telegram channels through the Bot API, with long text as messages or as Telegraph pages.
/// The API has neither a key that forbids repeats nor a way to read messages: a lost answer ends with a person.
/// A post carries the channel's name alone; a bot can set no signature, so whoever runs the channel leaves “sign messages” off (PRV-10).
/// </summary>
internal sealed class TelegramNetwork(NetworkClients clients) : INetwork
{
    private readonly TelegraphPages _pages = new(clients);
    private readonly TelegramMessages _messages = new(clients);

    public NetworkProfile Profile => TelegramProfile.Profile;

    public IReadOnlyList<Problem> Validate(Variant variant, ChannelAccess access) =>
        TelegramRules.Check(variant, TelegramSettings.Of(access));

    public Task<Prepared> PrepareAsync(Variant variant, ChannelAccess access, CancellationToken cancellationToken) =>
        _pages.PrepareAsync(variant, TelegramSettings.Of(access), cancellationToken);

    public Task<Outcome> PublishAsync(
        Part part,
        Prepared.Ready prepared,
        AttemptKey key,
        Variant variant,
        ChannelAccess access,
        CancellationToken cancellationToken
    ) =>
        part.Kind is PartKind.Page
            ? _pages.PublishAsync(part, prepared, key, variant, access, cancellationToken)
            : _messages.SendAsync(part, prepared, key, variant, access, cancellationToken);

    public async Task<Found> FindAsync(Attempt attempt, ChannelAccess access, CancellationToken cancellationToken) =>
        attempt.Part.Kind is PartKind.Page
            ? await _pages.FindAsync(attempt, TelegramSettings.Of(access), cancellationToken)
            : new Found.Unknown($"Telegram does not say what became of a message: look into {TelegramSettings.Of(access).Place}.");

    public Task<Removal> RemoveAsync(RemoteId id, ChannelAccess access, CancellationToken cancellationToken)
    {
        var settings = TelegramSettings.Of(access);
        return TelegramLinks.PagePath(id) is { } path
            ? _pages.EmptyAsync(path, settings, cancellationToken)
            : new TelegramRemoval(clients, settings).RemoveAsync(TelegramLinks.Messages(id), cancellationToken);
    }

    public async Task<CheckResult> CheckAsync(ChannelAccess access, CancellationToken cancellationToken)
    {
        var settings = TelegramSettings.Of(access);
        if (TelegramRules.CheckSettings(settings).ToList() is { Count: > 0 } problems)
        {
            return CheckResult.Broken(problems);
        }

        var check = await new TelegramCheck(clients, settings).CheckAsync(cancellationToken);
        return check.Ok && settings.LongTextOnTelegraph ? await _pages.CheckAsync(settings, cancellationToken) ?? check : check;
    }

    public Task<Metrics?> MetricsAsync(IReadOnlyList<RemoteId> ids, ChannelAccess access, CancellationToken cancellationToken) =>
        Task.FromResult<Metrics?>(null);

    public bool TryParseLink(Uri link, out RemoteId id) => TelegramLinks.TryParse(link, out id);
}

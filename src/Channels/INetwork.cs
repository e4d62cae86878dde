namespace Publisher.Channels;

/// <summary>
/// A platform's adapter. Knows one network's wire format and rules, and nothing of databases or clocks.
/// Implementations are stateless, never retry a publishing call, and never log.
/// Expected failure comes back as a value; an exception means a bug.
/// </summary>
public interface INetwork
{
    /// <summary>Formats, limits, reconcile and takedown kind, settings: data, and the source of the README's table.</summary>
    NetworkProfile Profile { get; }

    /// <summary>All that the network would refuse about a variant, before anything is sent.</summary>
    IReadOnlyList<Problem> Validate(Variant variant, ChannelAccess access);

    /// <summary>Uploads, drafts, sessions: nothing visible. May be repeated; <paramref name="variant"/> is prepared as a whole.</summary>
    Task<Prepared> PrepareAsync(Variant variant, ChannelAccess access, CancellationToken cancellationToken);

    /// <summary>The one call that makes <paramref name="part"/> visible. Sends at most one publishing request.</summary>
    Task<Outcome> PublishAsync(
        Part part,
        Prepared.Ready prepared,
        AttemptKey key,
        Variant variant,
        ChannelAccess access,
        CancellationToken cancellationToken
    );

    /// <summary>Asks what became of an Accepted or Uncertain attempt.</summary>
    Task<Found> FindAsync(Attempt attempt, ChannelAccess access, CancellationToken cancellationToken);

    /// <summary>Takes a part down and reads back that it is gone. Already gone counts as removed.</summary>
    Task<Removal> RemoveAsync(RemoteId id, ChannelAccess access, CancellationToken cancellationToken);

    /// <summary>Says what the credentials can do.</summary>
    Task<CheckResult> CheckAsync(ChannelAccess access, CancellationToken cancellationToken);

    /// <summary>Counts for up to 20 posts together; null where the network gives none.</summary>
    Task<Metrics?> MetricsAsync(IReadOnlyList<RemoteId> ids, ChannelAccess access, CancellationToken cancellationToken);

    /// <summary>Reads the id out of a public link that a person pasted.</summary>
    bool TryParseLink(Uri link, out RemoteId id);
}

namespace Publisher.Posts;

public enum PauseScope
{
    All,
    Channel,
}

/// <summary>Stops everything, or one channel, from its commit until it is ended. Takedown, asking the network and webhooks go on.</summary>
public sealed class Pause
{
    public required string Id { get; init; }
    public required PauseScope Scope { get; init; }

    /// <summary>Null when it stops everything.</summary>
    public string? ChannelId { get; init; }

    /// <summary>It was begun by a panic: until it ends, what was never published is shown to nobody but admins.</summary>
    public bool HidesDrafts { get; init; }
    public required string Reason { get; init; }
    public required string Person { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? EndedBy { get; private set; }

    public bool Covers(string channelId) => EndedAt is null && (ChannelId is null || ChannelId == channelId);

    internal void End(string person, DateTimeOffset now)
    {
        if (EndedAt is not null)
        {
            throw new InvalidOperationException($"Pause {Id} has ended already.");
        }

        (EndedAt, EndedBy) = (now, person);
    }
}

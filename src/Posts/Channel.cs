using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>Our account on one network, with the audience it serves.</summary>
public sealed class Channel
{
    private Channel() { }

    public Channel(string id, ChannelPlan plan, string network, Format format, string credentials, DateTimeOffset now)
    {
        Id = id;
        Network = network;
        Format = format;
        Credentials = credentials;
        CreatedAt = now;
        Apply(plan);
    }

    public string Id { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string Network { get; private set; } = "";
    public Format Format { get; private set; }

    /// <summary>BCP 47.</summary>
    public string Language { get; private set; } = "";

    /// <summary>Such as <c>50+</c> or <c>16-24</c>.</summary>
    public string? AgeBand { get; private set; }
    public string? Region { get; private set; }
    public IReadOnlyDictionary<string, string> Settings { get; private set; } = new Dictionary<string, string>();

    /// <summary>Encrypted; see <see cref="Storage.Secrets"/>.</summary>
    public string Credentials { get; set; } = "";
    public IReadOnlyList<Slot> Slots { get; private set; } = [];

    /// <summary>Least time between two posts.</summary>
    public TimeSpan MinGap { get; private set; }

    /// <summary>Largest random delay added to a post's time.</summary>
    public TimeSpan Jitter { get; private set; }
    public bool Enabled { get; private set; } = true;

    /// <summary>What is published here stands in the public record, which shows that this channel and the others in it are one newsroom's.</summary>
    public bool Record { get; private set; }

    /// <summary>Its credentials were refused; the queue is held until they are replaced.</summary>
    public bool NeedsReconnect { get; set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>A post of this channel is being sent until then, or until its result is known.</summary>
    public DateTimeOffset? BusyUntil { get; set; }

    /// <summary>No post may start earlier: least gap and pace together.</summary>
    public DateTimeOffset? NextStartAt { get; set; }

    /// <summary>When the token bucket will be full again (theoretical arrival time).</summary>
    public DateTimeOffset? PaceFullAt { get; set; }

    /// <summary>When it was last let go after a pause, or after it could not send; posts that were due before catch up slowly.</summary>
    public DateTimeOffset? ResumedAt { get; private set; }

    /// <summary>Concurrency token and ETag.</summary>
    public int Version { get; private set; } = 1;

    public string State =>
        (Enabled, NeedsReconnect) switch
        {
            (false, _) => "disabled",
            (_, true) => "needs_reconnect",
            _ => "ok",
        };

    /// <summary>It may send again: what became overdue meanwhile goes out one by one.</summary>
    public void Resume(DateTimeOffset now) => ResumedAt = now;

    /// <summary>Least time from a post that was due at <paramref name="dueAt"/> to the next.</summary>
    public TimeSpan GapAfter(DateTimeOffset dueAt) => dueAt < ResumedAt && MinGap < Pauses.CatchUpGap ? Pauses.CatchUpGap : MinGap;

    /// <summary>It is switched on and its credentials are good.</summary>
    public bool MaySend => Enabled && !NeedsReconnect;

    /// <summary>Nothing is being sent, and least gap and pace are kept.</summary>
    public bool IsFree(DateTimeOffset now) => MaySend && !(BusyUntil >= now) && !(NextStartAt > now);

    /// <summary>One post at a time, and no faster than the least gap and the network's pace.</summary>
    public void Occupy(Pace pace, DateTimeOffset dueAt, TimeSpan lease, DateTimeOffset now)
    {
        TakeToken(pace, now);
        NextStartAt = Later(TokenAt(pace), now + GapAfter(dueAt));
        BusyUntil = now + lease;
    }

    /// <summary>A further call for the post that is on its way. The pace counts it; the least gap is one between posts.</summary>
    public void OccupyFurther(Pace pace, TimeSpan lease, DateTimeOffset now)
    {
        TakeToken(pace, now);
        NextStartAt = Later(TokenAt(pace), NextStartAt ?? now);
        BusyUntil = now + lease;
    }

    /// <summary>Nothing may start before the pace has a token again. The post whose further part waits for it was due before the others, so it is the first then.</summary>
    public void WaitForToken(Pace pace) => NextStartAt = TokenAt(pace);

    public bool HasToken(Pace pace, DateTimeOffset now) => TokenAt(pace) <= now;

    /// <summary>A token bucket in one column: for each interval until it is full again, one token is gone.</summary>
    private void TakeToken(Pace pace, DateTimeOffset now) => PaceFullAt = Later(PaceFullAt ?? now, now) + pace.Every;

    private DateTimeOffset TokenAt(Pace pace) =>
        PaceFullAt is { } full && pace.Every > TimeSpan.Zero ? full - pace.Every * (pace.Burst - 1) : DateTimeOffset.MinValue;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    public void Release() => BusyUntil = null;

    /// <summary>Token trouble holds the queue until the channel is reconnected.</summary>
    public void Heed(Outcome outcome) => NeedsReconnect |= outcome is Outcome.Refused { IsTokenTrouble: true };

    public void Apply(ChannelPlan plan)
    {
        Name = plan.Name;
        Language = plan.Language;
        AgeBand = plan.AgeBand;
        Region = plan.Region;
        Settings = plan.Settings;
        Slots = plan.Slots;
        MinGap = plan.MinGap;
        Jitter = plan.Jitter;
        Enabled = plan.Enabled;
        Record = plan.Record;
        Version++;
    }
}

/// <summary>All of a channel that may be edited.</summary>
public sealed record ChannelPlan(
    string Name,
    string Language,
    string? AgeBand,
    string? Region,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<Slot> Slots,
    TimeSpan MinGap,
    TimeSpan Jitter,
    bool Enabled,
    bool Record = false
);

/// <summary>A weekly time at which the channel takes one post of its queue.</summary>
/// <param name="TimeZone">IANA name.</param>
public sealed record Slot(IReadOnlyList<DayOfWeek> Days, TimeOnly Time, string TimeZone);

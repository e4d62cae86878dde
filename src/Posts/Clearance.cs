using Publisher.Channels;
using Publisher.Posts.Safety;

namespace Publisher.Posts;

/// <summary>What is done with a post whose next part could go out.</summary>
public enum Verdict
{
    /// <summary>Something holds it that will pass: its time, a lease, its channel, a pause.</summary>
    Wait,

    /// <summary>It is too late to begin.</summary>
    Miss,

    /// <summary>What would go out is not approved as it stands.</summary>
    Block,

    /// <summary>What would go out shows a protected name.</summary>
    Guard,

    /// <summary>Its attempt is written, and sent once that is committed.</summary>
    Begin,
}

/// <summary>What speaks for and against an attempt, read in the very transaction that commits it.</summary>
/// <param name="Channel">Null when it was deleted.</param>
/// <param name="IsApproved">The variant as it stands.</param>
/// <param name="IsPaused">Everything, or this channel.</param>
public sealed record Clearance(Channel? Channel, bool IsApproved, bool IsPaused)
{
    /// <summary>The network's, for further calls of a post that is on its way.</summary>
    public Pace Pace { get; init; } = Pace.Unlimited;

    /// <summary>Of the list as it stands in this transaction.</summary>
    public GuardStanding Guard { get; init; }

    /// <summary>For a post that waits for its time.</summary>
    public Verdict ForDue(Post post, DateTimeOffset now) =>
        post.IsSendable(now) && Channel is not null && Channel.IsFree(now) ? ForNext(post, now) : Verdict.Wait;

    /// <summary>For a post that is on its way and goes on with its next part.</summary>
    public Verdict ForNext(Post post, DateTimeOffset now) =>
        this switch
        {
            { IsPaused: true } or { Channel: null or { MaySend: false } } => Verdict.Wait,
            _ when post.MissedAt < now => Verdict.Miss,
            { IsApproved: false } => Verdict.Block,
            { Guard: GuardStanding.Shows } => Verdict.Guard,
            { Guard: not GuardStanding.Clear } => Verdict.Wait,
            _ => Verdict.Begin,
        };
}

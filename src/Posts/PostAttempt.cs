using Publisher.Channels;

namespace Publisher.Posts;

public enum AttemptOutcome
{
    Published,
    Accepted,
    NotSent,
    Refused,
    Uncertain,
}

/// <summary>The one call that makes a part visible. Its row is committed before the first byte leaves.</summary>
public sealed class PostAttempt
{
    private PostAttempt() { }

    internal PostAttempt(
        string postId,
        int number,
        int part,
        string key,
        DateTimeOffset keyFirstUsedAt,
        long fence,
        DateTimeOffset startedAt
    )
    {
        PostId = postId;
        Number = number;
        Part = part;
        Key = key;
        KeyFirstUsedAt = keyFirstUsedAt;
        Fence = fence;
        StartedAt = startedAt;
        Deadline = startedAt + AttemptDeadline.Length;
    }

    public string PostId { get; private set; } = "";

    /// <summary>From 1, over all parts.</summary>
    public int Number { get; private set; }
    public int Part { get; private set; }

    /// <summary>The same for every attempt at one part.</summary>
    public string Key { get; private set; } = "";
    public DateTimeOffset KeyFirstUsedAt { get; private set; }

    /// <summary>Only the owner of this fence may record the outcome.</summary>
    public long Fence { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Nothing is written to the network past it.</summary>
    public DateTimeOffset Deadline { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public AttemptOutcome? Outcome { get; private set; }
    public string? Code { get; private set; }
    public string? Detail { get; private set; }

    /// <summary>What asks for the status of an accepted attempt.</summary>
    public string? Handle { get; private set; }

    /// <summary>Nobody here made it: in a copy that was put back it stands for the call that may have been made since. Its key is unknown to the network.</summary>
    public bool IsLost { get; internal init; }

    /// <summary>It does not count towards the cap of tries.</summary>
    public bool RateLimited { get; private set; }

    /// <summary>It may have made its part visible, and nobody could say so yet.</summary>
    internal bool IsOpen => Code is null && (FinishedAt is null || Outcome is AttemptOutcome.Uncertain or AttemptOutcome.Accepted);

    /// <summary>It is known after all that it made nothing visible.</summary>
    internal void RuleOut(string code) => Code = code;

    internal void Finish(Channels.Outcome outcome, DateTimeOffset now)
    {
        FinishedAt = now;
        (Outcome, Code, Detail) = outcome switch
        {
            Channels.Outcome.Published => (AttemptOutcome.Published, null, null),
            Channels.Outcome.Accepted => (AttemptOutcome.Accepted, null, null),
            Channels.Outcome.NotSent(var reason, _, _) => (AttemptOutcome.NotSent, (string?)null, reason),
            Channels.Outcome.Refused(var code, var reason) => (AttemptOutcome.Refused, code, reason),
            Channels.Outcome.Uncertain(var reason) => (AttemptOutcome.Uncertain, (string?)null, reason),
            _ => throw new System.Diagnostics.UnreachableException($"{outcome} is no outcome."),
        };
        Handle = (outcome as Channels.Outcome.Accepted)?.Handle ?? Handle;
        RateLimited = outcome is Channels.Outcome.NotSent { RateLimited: true };
    }
}

/// <summary>A part that is visible.</summary>
public sealed class PostPart
{
    public required string PostId { get; init; }
    public required int Number { get; init; }
    public required string RemoteId { get; init; }
    public string? Url { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>What became of its takedown; null while visible.</summary>
    public PostState? Removal { get; set; }
}

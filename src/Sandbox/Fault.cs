namespace Publisher.Sandbox;

/// <summary>How the next calls of one kind to one network go wrong.</summary>
/// <param name="Network">Lower-case name, as in the path.</param>
/// <param name="Status">For <see cref="FaultKind.Status"/>; 503 when left out.</param>
/// <param name="RetryAfterSeconds">Told in the header and in the network's own envelope.</param>
/// <param name="DelayMs">For <see cref="FaultKind.Slow"/>; 1000 when left out.</param>
/// <param name="Times">How many calls it spoils.</param>
public sealed record Fault(
    string Network,
    NetworkAction Action,
    FaultKind Kind,
    int? Status = null,
    int? RetryAfterSeconds = null,
    int? DelayMs = null,
    int Times = 1
);

/// <summary>The ways to go wrong.</summary>
public enum FaultKind
{
    /// <summary>A documented 4xx of that network; nothing taken.</summary>
    Refuse,

    /// <summary>The connection is cut before the body is read.</summary>
    ResetBefore,

    /// <summary>The body is read, nothing is taken, the connection is cut.</summary>
    ResetAfter,

    /// <summary>Taken, then the connection is cut.</summary>
    LostAnswer,

    /// <summary>The body is read, nothing is taken, and the given status is answered.</summary>
    Status,

    /// <summary>Waits, then all goes well.</summary>
    Slow,

    /// <summary>Taken, but the answer is a 200 that nobody can read.</summary>
    Garbage,

    /// <summary>The body is read, nothing is taken, and no answer comes until the caller leaves.</summary>
    Hang,
}

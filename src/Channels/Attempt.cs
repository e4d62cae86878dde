namespace Publisher.Channels;

/// <summary>The one call that makes a part visible, as the Reconciler remembers it.</summary>
/// <param name="Prepared">What had been prepared for it.</param>
/// <param name="StartedAt">UTC; its row was committed then.</param>
/// <param name="Handle">Set once the network had answered Accepted.</param>
/// <param name="IsLost">
/// What is remembered is older than the call: neither its key nor what was prepared for it is known, and it may have been made at any
/// time after <paramref name="StartedAt"/>. Only networks whose profile says <see cref="NetworkProfile.FindsLost"/> are asked for such.
/// </param>
public sealed record Attempt(
    AttemptKey Key,
    Variant Variant,
    Part Part,
    Prepared.Ready Prepared,
    DateTimeOffset StartedAt,
    string? Handle,
    bool IsLost = false
);

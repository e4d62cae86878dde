namespace Publisher.Channels;

/// <summary>The one call that makes a part visible, as the Reconciler remembers it.</summary>
/// <param name="Prepared">What had been prepared for it.</param>
/// <param name="StartedAt">UTC; its row was committed then.</param>
/// <param name="Handle">Set once the network had answered Accepted.</param>
public sealed record Attempt(AttemptKey Key, Variant Variant, Part Part, Prepared.Ready Prepared, DateTimeOffset StartedAt, string? Handle);

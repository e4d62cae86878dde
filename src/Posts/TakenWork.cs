using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>A post taken for its preparing calls.</summary>
public sealed record PreparingClaim(string PostId, long Fence, Channel Channel, Variant Variant);

/// <summary>An attempt whose fate must be asked for.</summary>
/// <param name="Watched">How long it had been known when the question was put: the answer is as old as that, however late it is written down.</param>
public sealed record DoubtfulAttempt(string PostId, long Fence, Channel Channel, Attempt Attempt, TimeSpan Watched);

/// <summary>A post whose parts must be removed, the last one first.</summary>
public sealed record RemovalClaim(string PostId, long Fence, Channel Channel, IReadOnlyList<(int Number, RemoteId Id)> Parts);

using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>By what an answer about a doubtful attempt is weighed.</summary>
/// <param name="VisibilityLag">How long a published part may stay invisible.</param>
/// <param name="KeyWindow">How long the network remembers our key; null: it does not.</param>
/// <param name="Watched">How long this process had known of the attempt when it asked, by a clock that nobody can set.</param>
/// <param name="KeyWatched">How long it has known of the key's first use.</param>
public sealed record Inquiry(ReconcileKind Kind, TimeSpan VisibilityLag, TimeSpan? KeyWindow, TimeSpan Watched, TimeSpan KeyWatched)
{
    /// <summary>Servers forget keys earlier than they say.</summary>
    private const double TrustedShareOfKeyWindow = 0.8;

    /// <summary>Time until an answer of "not there" counts: until then the call may still be on its way. The wall clock is not asked, as it can jump.</summary>
    public TimeSpan UntilMissingCounts => AttemptDeadline.Length + VisibilityLag - Watched is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>
    /// A repeat under the same key is answered with the first result, so it can do no harm. The key's age is read off both clocks;
    /// only where the clock was set back and nobody lives who saw the first use may it look younger than it is.
    /// </summary>
    public bool TrustsKey(PostAttempt attempt, DateTimeOffset now) =>
        Kind is ReconcileKind.NativeKey
        && now >= attempt.KeyFirstUsedAt
        && Older(now - attempt.KeyFirstUsedAt, KeyWatched) + AttemptDeadline.Length <= KeyWindow * TrustedShareOfKeyWindow;

    private static TimeSpan Older(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

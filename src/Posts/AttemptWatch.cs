using System.Collections.Concurrent;
using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>
/// How long this process has known of each open attempt, on the monotonic clock: a step of the wall clock must neither
/// silence a living sender nor make an answer look late.
/// </summary>
public sealed class AttemptWatch(TimeProvider time)
{
    private const int ManyAttempts = 10_000;
    private readonly ConcurrentDictionary<(string PostId, int Number), long> _seen = new();

    /// <summary>From the first call for this attempt on.</summary>
    public TimeSpan Since(PostAttempt attempt)
    {
        if (_seen.Count > ManyAttempts)
        {
            ForgetOld();
        }

        return time.GetElapsedTime(_seen.GetOrAdd(Name(attempt), _ => time.GetTimestamp()));
    }

    /// <summary>By what an answer about the post's last attempt is weighed.</summary>
    /// <param name="watched">How long it had been known when the question was put.</param>
    public Inquiry Inquire(NetworkProfile profile, Post post, TimeSpan watched)
    {
        var last = post.Attempts[^1];
        var keyAge = post.Attempts.Where(attempt => attempt.Part == last.Part).Max(Since);
        var kind = last.IsLost && !profile.FindsLost ? ReconcileKind.None : profile.Reconcile;
        return new(kind, profile.VisibilityLag, profile.KeyWindow, watched, keyAge);
    }

    /// <summary>What is left of <paramref name="lease"/> to the last attempt, if this process began it; zero for those of others.</summary>
    public TimeSpan LeftOf(TimeSpan lease, Post post) =>
        _seen.TryGetValue(Name(post.Attempts[^1]), out var begun) && lease - time.GetElapsedTime(begun) is { Ticks: > 0 } left
            ? left
            : TimeSpan.Zero;

    /// <summary>All that was known of a post that is in doubt no more.</summary>
    public void Forget(Post post)
    {
        foreach (var attempt in post.Attempts)
        {
            _seen.TryRemove(Name(attempt), out _);
        }
    }

    /// <summary>Another process may have learnt what became of them.</summary>
    private void ForgetOld()
    {
        foreach (var (attempt, _) in _seen.Where(seen => time.GetElapsedTime(seen.Value) > RetryPlan.LongestDoubt))
        {
            _seen.TryRemove(attempt, out _);
        }
    }

    private static (string PostId, int Number) Name(PostAttempt attempt) => (attempt.PostId, attempt.Number);
}

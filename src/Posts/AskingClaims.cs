using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Takes posts whose fate must be asked for: accepted, uncertain, handed over to a person, or left by an owner that fell silent.</summary>
public sealed class AskingClaims(Store store, Leases leases, AttemptWatch watch, HeldResults held, TimeProvider time)
{
    private static readonly PostState[] InDoubt = [PostState.Publishing, PostState.Uncertain, PostState.HandedOver];

    public Task<IReadOnlyList<DoubtfulAttempt>> TakeAsync(int limit, CancellationToken cancellationToken) =>
        leases.MayTake
            ? WantingPosts.TakeAsync(store, time, limit, InDoubt, Take, cancellationToken, held.Posts)
            : Task.FromResult<IReadOnlyList<DoubtfulAttempt>>([]);

    private DoubtfulAttempt? Take(Post post, Channel channel, Variant variant, DateTimeOffset now)
    {
        if (Steps.Ask(post, leases.Owner, watch.LeftOf(Leases.Sending, post), now) is not { } last)
        {
            return null;
        }

        var watched = watch.Since(last);
        var key = new AttemptKey(last.Key, last.Part, last.KeyFirstUsedAt, new AttemptDeadline(time, AttemptDeadline.Length));
        var part = variant.Parts[last.Part - 1];
        var attempt = new Attempt(key, variant, part, ClaimedAttempt.PreparedOf(post), last.StartedAt, last.Handle, last.IsLost);
        return new DoubtfulAttempt(post.Id, post.Fence, channel, attempt, watched);
    }
}

using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>
/// Everything that waits until a moment which was reckoned as “now, and so long”. When the clock is set back, that moment lies as much
/// farther away, so it is reckoned anew. The time of a post is no such moment: it stands, by the clock as it stands.
/// </summary>
public sealed class ClockWaits(Store store, TimeProvider time)
{
    /// <summary>The clock was set back while no process ran, at least by as much as the last event lies ahead. Zero when it does not.</summary>
    public async Task<TimeSpan> AheadAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var last = await db
            .Events.OrderByDescending(row => row.Sequence)
            .Select(row => (DateTimeOffset?)row.At)
            .FirstOrDefaultAsync(cancellationToken);
        return last - time.GetUtcNow() is { } ahead && ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero;
    }

    /// <remarks>What was reckoned by the new clock already, in the moment before it was noticed, ends too early. Fences and watches on a clock that nobody can set make up for that.</remarks>
    /// <param name="by">How far the clock was set back.</param>
    public Task SetBackAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        var step = by.Ticks / TimeSpan.TicksPerMicrosecond;
        return store.WriteAsync(
            async scope =>
            {
                var now = MomentConverter.ToMicroseconds(scope.Now);
                foreach (var statement in Posts(step, now).Concat(Channels(step, now)).Append(Deliveries(step, now)))
                {
                    await scope.Db.Database.ExecuteSqlAsync(statement, cancellationToken);
                }

                return true;
            },
            WriteTurn.First,
            cancellationToken
        );
    }

    private static IEnumerable<FormattableString> Posts(long step, long now) =>
        [
            $"UPDATE posts SET lease_until = lease_until - {step} WHERE lease_until >= {now} AND state IN ('scheduled', 'publishing', 'uncertain', 'handed_over', 'removing')",
            $"UPDATE posts SET due_at = due_at - {step} WHERE due_at >= {now} AND state IN ('publishing', 'uncertain', 'handed_over', 'removing')",
            $"UPDATE posts SET due_at = CASE WHEN due_at - {step} > publish_at THEN due_at - {step} ELSE publish_at END WHERE due_at >= {now} AND due_at > publish_at AND state = 'scheduled'",
            $"UPDATE posts SET next_try_at = CASE WHEN next_try_at - {step} > publish_at THEN next_try_at - {step} ELSE publish_at END WHERE next_try_at >= {now} AND state IN ('scheduled', 'removing')",
        ];

    private static IEnumerable<FormattableString> Channels(long step, long now) =>
        [
            $"UPDATE channels SET busy_until = busy_until - {step} WHERE busy_until >= {now}",
            $"UPDATE channels SET next_start_at = next_start_at - {step} WHERE next_start_at >= {now}",
            $"UPDATE channels SET pace_full_at = pace_full_at - {step} WHERE pace_full_at >= {now}",
            $"UPDATE channels SET resumed_at = resumed_at - {step} WHERE resumed_at >= {now}",
        ];

    private static FormattableString Deliveries(long step, long now) =>
        $"UPDATE webhook_deliveries SET next_try_at = next_try_at - {step} WHERE next_try_at >= {now} AND state = 'pending'";
}

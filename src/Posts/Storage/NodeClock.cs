using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Publisher.Posts.Storage;

/// <summary>
/// Compares this machine's clock with the database's, which all nodes of a cluster share: by the clock a lease ends, and what is due goes
/// out. A single process has nobody to agree with.
/// </summary>
public sealed class NodeClock(Contexts contexts, IOptions<ClusterOptions> cluster, TimeProvider time)
{
    /// <summary>A node whose clock is farther off takes no work.</summary>
    public static TimeSpan MostDrift { get; } = TimeSpan.FromSeconds(1);

    /// <summary>A way there and back that hides no drift that matters.</summary>
    private static readonly TimeSpan GoodWay = TimeSpan.FromMilliseconds(50);

    private long _drift;

    /// <summary>At the last look; positive when this machine is ahead.</summary>
    public TimeSpan Drift => TimeSpan.FromTicks(Volatile.Read(ref _drift));

    public bool IsTrusted => Drift.Duration() <= MostDrift;

    /// <exception cref="InvalidOperationException">The clock is too far off; the message says what to do.</exception>
    public async Task DemandAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        if (!IsTrusted)
        {
            throw new InvalidOperationException(
                $"This machine's clock is {Told()} the database's, and nodes of a cluster must agree to a second: set both clocks by NTP."
            );
        }
    }

    /// <summary>
    /// Asks the database what time it is. Only what the way there and back cannot explain counts as drift, so a slow way (the first one
    /// opens a connection and compiles the query) is gone again, and the narrowest answer counts.
    /// </summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!cluster.Value.Enabled)
        {
            return;
        }

        await using var db = contexts.Create();
        await db.Database.OpenConnectionAsync(cancellationToken);
        var narrowest = await AskAsync(db, cancellationToken);
        for (var more = 2; more > 0 && narrowest.Way > GoodWay; more--)
        {
            var answer = await AskAsync(db, cancellationToken);
            narrowest = answer.Way < narrowest.Way ? answer : narrowest;
        }

        Volatile.Write(ref _drift, narrowest.Drift.Ticks);
    }

    private async Task<(TimeSpan Way, TimeSpan Drift)> AskAsync(PublisherDb db, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow();
        var microseconds = await db
            .Database.SqlQuery<long>($"SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS \"Value\"")
            .SingleAsync(cancellationToken);
        var after = time.GetUtcNow();
        var there = MomentConverter.FromMicroseconds(microseconds);
        var drift =
            there < before ? before - there
            : there > after ? after - there
            : TimeSpan.Zero;
        return (after - before, drift);
    }

    /// <summary>Such as “2.0 s ahead of”.</summary>
    public string Told() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Drift.Duration().TotalSeconds:0.0} s {(Drift > TimeSpan.Zero ? "ahead of" : "behind")}"
        );
}

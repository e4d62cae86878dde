using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>In whose name and for how long a worker holds what it took.</summary>
public sealed class Leases(Store store, NodeClock clock)
{
    /// <summary>Names this process in leases.</summary>
    public string Owner { get; } = Ids.Secret();

    /// <summary>Leases end by the clock, so a node whose clock is wrong takes nothing.</summary>
    public bool MayTake => clock.IsTrusted;

    /// <summary>Longer than an attempt may take, so that a silent owner cannot still be writing when it ends.</summary>
    public static TimeSpan Sending { get; } = AttemptDeadline.Length + TimeSpan.FromSeconds(10);

    /// <summary>Preparing uploads pictures and may take longer.</summary>
    public static TimeSpan Preparing { get; } = TimeSpan.FromMinutes(3);

    /// <summary>Ends the leases of processes that are gone: with one process per database, every lease of another.</summary>
    public Task VoidOthersAsync(CancellationToken cancellationToken) =>
        store.WriteAsync(
            async scope =>
            {
                var left = await scope
                    .Db.Posts.Where(post => post.LeaseOwner != null && post.LeaseOwner != Owner)
                    .ToListAsync(cancellationToken);
                left.ForEach(post => post.LoseLease(scope.Now));
                await scope
                    .Db.Channels.Where(channel => channel.BusyUntil != null)
                    .ExecuteUpdateAsync(row => row.SetProperty(channel => channel.BusyUntil, (DateTimeOffset?)null), cancellationToken);
            },
            cancellationToken
        );
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Scheduler;

/// <summary>Starts and stops delivery: ends the leases of processes that are gone, arms the clock, and lets calls under way finish at the stop.</summary>
internal sealed class Engine(
    PostClock clock,
    Leases leases,
    Deliverer deliverer,
    IOptions<StorageOptions> storage,
    IOptions<ClusterOptions> cluster
) : IHostedLifecycleService
{
    /// <summary>REL-19: what has not ended by then stays a committed attempt.</summary>
    internal static readonly TimeSpan StopTime = TimeSpan.FromSeconds(20);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!cluster.Value.Enabled)
        {
            await leases.VoidOthersAsync(cancellationToken);
        }

        await clock.StartAsync(inTransaction: storage.Value.IsPostgres, cancellationToken);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopTime);
        await deliverer.StopAsync(limit.Token);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;

namespace Publisher.Posts.Watch;

/// <summary>
/// How much waits. Read from the database when somebody looks, at most once a second, over the indexes of what is open:
/// what has been published long ago costs nothing, and no count goes beyond <see cref="Most"/>.
/// </summary>
public sealed class QueueGauges : IDisposable
{
    /// <summary>Longer queues are shown as this long.</summary>
    public const int Most = 100_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Store _store;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<string> _networks;
    private volatile Reading? _reading;
    private long _readAt;

    public QueueGauges(IMeterFactory meters, Store store, NetworkDirectory networks, TimeProvider time)
    {
        (_store, _time, _networks) = (store, time, [.. networks.Profiles.Select(profile => profile.Name)]);
        var meter = meters.Create("Publisher.Queue");
        meter.CreateObservableGauge("publisher.posts.due", Due, "{post}", "Posts whose time has come and that have not begun.");
        Gauge(meter, "publisher.posts.waiting", "{post}", "Posts whose time is still to come.", reading => reading.Waiting);
        Gauge(meter, "publisher.posts.uncertain", "{post}", "Posts whose fate is being asked for.", reading => reading.Uncertain);
        Gauge(
            meter,
            "publisher.posts.uncertain.oldest",
            "s",
            "Age of the oldest attempt in doubt; 0 when there is none.",
            reading => reading.OldestUncertain.TotalSeconds
        );
        Gauge(meter, "publisher.webhook.backlog", "{delivery}", "Webhook deliveries not yet made.", reading => reading.Deliveries);
        Gauge(meter, "publisher.renders.waiting", "{variant}", "Variants to be rendered.", reading => reading.Renders);
    }

    /// <summary>Reads anew what is older than a second. A database that is away leaves the last reading.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_reading is null || TimeProvider.System.GetElapsedTime(_readAt) > Fresh)
            {
                _reading = await LookAsync(cancellationToken);
                _readAt = TimeProvider.System.GetTimestamp();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Reading> LookAsync(CancellationToken cancellationToken)
    {
        await using var db = _store.Read();
        var now = _time.GetUtcNow();
        var scheduled = db.Posts.Where(post => post.State == PostState.Scheduled);
        var due = await scheduled
            .Where(post => post.DueAt <= now)
            .OrderBy(post => post.DueAt)
            .Take(Most)
            .GroupBy(post => post.Network)
            .Select(posts => new { posts.Key, Count = posts.Count() })
            .ToDictionaryAsync(posts => posts.Key, posts => posts.Count, cancellationToken);
        var uncertain = db.Posts.Where(post => post.State == PostState.Uncertain).OrderBy(post => post.DueAt).Take(Most);
        var oldest = await uncertain
            .Select(post => post.Attempts.Max(attempt => (DateTimeOffset?)attempt.StartedAt))
            .MinAsync(cancellationToken);
        return new Reading(
            due,
            await scheduled.Where(post => post.DueAt > now).OrderBy(post => post.DueAt).Take(Most).CountAsync(cancellationToken),
            await uncertain.CountAsync(cancellationToken),
            oldest is { } since && since < now ? now - since : TimeSpan.Zero,
            await db
                .WebhookDeliveries.Where(delivery => delivery.State == WebhookDeliveryState.Pending)
                .OrderBy(delivery => delivery.NextTryAt)
                .Take(Most)
                .CountAsync(cancellationToken),
            await db
                .Variants.Where(variant => variant.State == VariantState.Rendering && !variant.Superseded)
                .OrderBy(variant => variant.CreatedAt)
                .Take(Most)
                .CountAsync(cancellationToken)
        );
    }

    // Every network each time: one that is left out would keep showing its last number.
    private IEnumerable<Measurement<int>> Due() =>
        _reading is { } reading
            ? _networks.Select(network => new Measurement<int>(
                reading.Due.GetValueOrDefault(network),
                new KeyValuePair<string, object?>("network", network)
            ))
            : [];

    private void Gauge(Meter meter, string name, string unit, string description, Func<Reading, double> value) =>
        meter.CreateObservableGauge(
            name,
            () => _reading is { } reading ? [new Measurement<double>(value(reading))] : Array.Empty<Measurement<double>>(),
            unit,
            description
        );

    private sealed record Reading(
        IReadOnlyDictionary<string, int> Due,
        int Waiting,
        int Uncertain,
        TimeSpan OldestUncertain,
        int Deliveries,
        int Renders
    );
}

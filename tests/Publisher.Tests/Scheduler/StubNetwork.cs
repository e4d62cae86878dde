using System.Collections.Concurrent;
using Publisher.Channels;

namespace Publisher.Tests.Scheduler;

/// <summary>A network that answers as told and remembers what it was asked. Without a script everything succeeds.</summary>
internal sealed class StubNetwork : INetwork
{
    private int _ids;

    public NetworkProfile Profile { get; set; } =
        new()
        {
            Name = "stub",
            DisplayName = "Stub",
            Formats = [Format.ShortText, Format.LongForm],
            Text = new TextRules(Markup.Plain, CountUnit.Graphemes, Limit: 500),
            Images = new ImageRules(4, 1_000_000, 2048, ["image/jpeg"]),
            Reconcile = ReconcileKind.ReadBack,
            Takedown = TakedownKind.Delete,
            Pace = new Pace(Burst: 1000, Every: TimeSpan.Zero),
            Settings = [],
            Credentials = [],
        };

    /// <summary>Answers to publishing calls, in turn; then Published.</summary>
    public ConcurrentQueue<Outcome> Outcomes { get; } = new();

    /// <summary>Asked about what it took, it says so, as a real one would; else it knows only what the script says.</summary>
    public bool Remembers { get; init; }

    /// <summary>Answers to asking, in turn; then Missing.</summary>
    public ConcurrentQueue<Found> Founds { get; } = new();

    /// <summary>Answers to removing, in turn; then Removed.</summary>
    public ConcurrentQueue<Removal> Removals { get; } = new();

    /// <summary>Answers to preparing, in turn; then nothing is needed.</summary>
    public ConcurrentQueue<Prepared> Preparings { get; } = new();

    public ConcurrentQueue<(Part Part, AttemptKey Key)> Published { get; } = new();
    public ConcurrentQueue<RemoteId> Removed { get; } = new();
    public int Asked { get; private set; }

    /// <summary>Thrown by every call while it is set: a fault that no network's code foresees.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Runs while a publishing call is under way.</summary>
    public Func<Task>? WhilePublishing { get; set; }

    public IReadOnlyList<Problem> Validate(Variant variant, ChannelAccess access) => [];

    public Task<Prepared> PrepareAsync(Variant variant, ChannelAccess access, CancellationToken cancellationToken) =>
        Fault is null
            ? Task.FromResult(Preparings.TryDequeue(out var prepared) ? prepared : Prepared.Ready.Nothing)
            : Task.FromException<Prepared>(Fault);

    public async Task<Outcome> PublishAsync(
        Part part,
        Prepared.Ready prepared,
        AttemptKey key,
        Variant variant,
        ChannelAccess access,
        CancellationToken cancellationToken
    )
    {
        Published.Enqueue((part, key));
        await (WhilePublishing?.Invoke() ?? Task.CompletedTask);
        return Fault is not null ? throw Fault
            : Outcomes.TryDequeue(out var outcome) ? outcome
            : Landed();
    }

    public Task<Found> FindAsync(Attempt attempt, ChannelAccess access, CancellationToken cancellationToken)
    {
        Asked++;
        return Fault is null
            ? Task.FromResult(Founds.TryDequeue(out var found) ? found : Remembered(attempt))
            : Task.FromException<Found>(Fault);
    }

    public Task<Removal> RemoveAsync(RemoteId id, ChannelAccess access, CancellationToken cancellationToken)
    {
        Removed.Enqueue(id);
        return Fault is null
            ? Task.FromResult(Removals.TryDequeue(out var removal) ? removal : new Removal.Removed())
            : Task.FromException<Removal>(Fault);
    }

    public Task<CheckResult> CheckAsync(ChannelAccess access, CancellationToken cancellationToken) =>
        Fault is null ? Task.FromResult(new CheckResult(true, "stub", true, true, [])) : Task.FromException<CheckResult>(Fault);

    public Task<Metrics?> MetricsAsync(IReadOnlyList<RemoteId> ids, ChannelAccess access, CancellationToken cancellationToken) =>
        Task.FromResult<Metrics?>(null);

    public bool TryParseLink(Uri link, out RemoteId id)
    {
        id = new RemoteId(link.Segments[^1]);
        return link.Host == "stub.example";
    }

    private Found Remembered(Attempt attempt) =>
        Remembers && Published.Any(call => call.Key.Value == attempt.Key.Value)
            ? new Found.Landed(new RemoteId(attempt.Key.Value), null)
            : new Found.Missing();

    private Outcome.Published Landed()
    {
        var id = Interlocked.Increment(ref _ids);
        return new(new RemoteId($"{id}"), new Uri($"https://stub.example/{id}"));
    }
}

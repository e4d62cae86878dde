using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>Starts and ends pauses, and lets nothing begin while one is in force.</summary>
public sealed class Pauses(Signals signals)
{
    /// <summary>Least time between two overdue posts of a channel after a resume: nothing bursts.</summary>
    public static TimeSpan CatchUpGap { get; } = TimeSpan.FromSeconds(60);

    /// <param name="channelId">Null: everything.</param>
    public async Task<Pause> StartAsync(
        WriteScope scope,
        string? channelId,
        string reason,
        string person,
        CancellationToken cancellationToken,
        bool hidesDrafts = false
    )
    {
        await WaitForClaimsAsync(scope, cancellationToken);
        var pause = new Pause
        {
            Id = scope.NewId("pau_"),
            Scope = channelId is null ? PauseScope.All : PauseScope.Channel,
            ChannelId = channelId,
            HidesDrafts = hidesDrafts,
            Reason = reason,
            Person = person,
            At = scope.Now,
        };
        scope.Db.Pauses.Add(pause);
        scope.Tell(EventTypes.PauseStarted, Data(pause));
        return pause;
    }

    public async Task EndAsync(WriteScope scope, Pause pause, string person, CancellationToken cancellationToken)
    {
        pause.End(person, scope.Now);
        await scope
            .Db.Channels.Where(channel => pause.ChannelId == null || channel.Id == pause.ChannelId)
            .ExecuteUpdateAsync(row => row.SetProperty(channel => channel.ResumedAt, scope.Now), cancellationToken);
        scope.Tell(EventTypes.PauseEnded, Data(pause));
        scope.AfterCommit(signals.Delivery.Pulse);
    }

    /// <summary>Those in force, the newest first.</summary>
    public static IQueryable<Pause> InForce(PublisherDb db) =>
        db.Pauses.Where(pause => pause.EndedAt == null).OrderByDescending(pause => pause.Id);

    /// <summary>All of them, for showing what they hold.</summary>
    public static async Task<IReadOnlyList<Pause>> InForceAsync(PublisherDb db, CancellationToken cancellationToken) =>
        await InForce(db).AsNoTracking().ToListAsync(cancellationToken);

    /// <summary>
    /// First call of a transaction that may commit an attempt: what it reads afterwards holds every pause that was answered for.
    /// On SQLite writers come one after the other anyway; on PostgreSQL a pause waits until the claims under way are committed.
    /// </summary>
    internal static Task BeforeClaimAsync(WriteScope scope, CancellationToken cancellationToken) =>
        scope.Db is PostgresPublisherDb
            ? scope.Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared(20262)", cancellationToken)
            : Task.CompletedTask;

    /// <summary>Whether the channel's next part must wait.</summary>
    internal static Task<bool> HoldAsync(WriteScope scope, string channelId, CancellationToken cancellationToken) =>
        InForce(scope.Db).AnyAsync(pause => pause.ChannelId == null || pause.ChannelId == channelId, cancellationToken);

    private static Task WaitForClaimsAsync(WriteScope scope, CancellationToken cancellationToken) =>
        scope.Db is PostgresPublisherDb
            ? scope.Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(20262)", cancellationToken)
            : Task.CompletedTask;

    private static object Data(Pause pause) =>
        new
        {
            pauseId = pause.Id,
            scope = pause.Scope,
            channelId = pause.ChannelId,
        };
}

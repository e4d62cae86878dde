using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Safety;

namespace Publisher.Posts.Storage;

/// <summary>The way to the database: reads without tracking, writes as one transaction each.</summary>
public sealed class Store(
    Contexts contexts,
    WriteGate gate,
    AuditChain audit,
    Signals signals,
    HighWater highWater,
    DiskRoom room,
    TimeProvider time
)
{
    /// <summary>A context for reading; dispose it.</summary>
    public PublisherDb Read()
    {
        var db = contexts.Create();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>Runs <paramref name="work"/> in one transaction and commits it. An exception rolls everything back. No network call inside.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Another writer was faster.</exception>
    public Task<T> WriteAsync<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(work, WriteTurn.InLine, cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}(Func{WriteScope, Task{T}}, CancellationToken)"/>
    public async Task<T> WriteAsync<T>(Func<WriteScope, Task<T>> work, WriteTurn turn, CancellationToken cancellationToken)
    {
        WriteScope scope;
        T result;
        using (await gate.EnterAsync(turn, cancellationToken))
        {
            try
            {
                await using var db = contexts.Create();
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                scope = new WriteScope(db, audit, time);
                result = await work(scope);

                Checkpoint.Pass("before-commit");

                // What has been decided is written to the end: a caller that leaves must not tear it in two.
                await scope.CommitAsync(transaction, CancellationToken.None);
            }
            catch (Exception exception) when (room.Note(exception))
            {
                throw;
            }
        }

        Checkpoint.Pass("after-commit");
        scope.RunAfterCommit();
        if (scope.HasTold)
        {
            highWater.Note(scope.LastSequence);
            signals.Events.Pulse();
        }

        if (scope.IsToBeWiped)
        {
            signals.Wiping.Pulse();
        }

        return result;
    }

    public Task WriteAsync(Func<WriteScope, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(
            async scope =>
            {
                await work(scope);
                return true;
            },
            cancellationToken
        );
}

/// <summary>Makes contexts of the provider that is configured.</summary>
public sealed class Contexts(Func<PublisherDb> make)
{
    public PublisherDb Create() => make();
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Publisher.Tests.Scheduler;

/// <summary>Makes commits fail: before they take place, as on a full disk, or after, as when the connection is lost.</summary>
internal sealed class TroubledCommits : DbTransactionInterceptor
{
    /// <summary>Thrown instead of every commit while it is set.</summary>
    public Exception? Before { get; set; }

    /// <summary>Thrown once, instead of the next commit.</summary>
    public Exception? Next { get; set; }

    /// <summary>Thrown once, after the next commit has taken place.</summary>
    public Exception? After { get; set; }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        var trouble = Next ?? Before;
        Next = null;
        return trouble is null ? ValueTask.FromResult(result) : throw trouble;
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        var trouble = After;
        After = null;
        return trouble is null ? Task.CompletedTask : Task.FromException(trouble);
    }
}

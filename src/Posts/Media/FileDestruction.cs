using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>
/// Destroys the files that are scheduled for it, unless something else needs the same bytes. What a dead process or a store that was
/// away left undone is done at the next start, or at the next look.
/// </summary>
public sealed partial class FileDestruction(
    Store store,
    MediaStore files,
    FileHolds holds,
    Signals signals,
    TimeProvider time,
    ILogger<FileDestruction> logger
) : BackgroundService
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(1);

    /// <summary>Schedules files, in the transaction that makes them needless.</summary>
    /// <param name="after">When they may go; null: at once.</param>
    public static async Task ScheduleAsync(
        WriteScope scope,
        IEnumerable<string> names,
        Signals? signals,
        CancellationToken cancellationToken,
        DateTimeOffset? after = null
    )
    {
        foreach (var name in names.Distinct())
        {
            if (await scope.Db.FilesToDestroy.FindAsync([name], cancellationToken) is { } row)
            {
                row.After = after ?? scope.Now;
            }
            else
            {
                scope.Db.FilesToDestroy.Add(new FileToDestroy { Name = name, After = after ?? scope.Now });
            }
        }

        if (signals is not null)
        {
            scope.AfterCommit(signals.Destruction.Pulse);
        }
    }

    /// <summary>Destroys one file now, if it is still scheduled.</summary>
    /// <exception cref="MediaUnavailableException">It is still there, and still scheduled.</exception>
    public async Task DestroyAsync(string name, CancellationToken cancellationToken)
    {
        using var hold = await holds.TakeAsync([name], cancellationToken);
        await using (var db = store.Read())
        {
            if (!await db.FilesToDestroy.AnyAsync(row => row.Name == name, cancellationToken))
            {
                return;
            }

            if (!await FileNeeds.IsNeededAsync(db, name, cancellationToken))
            {
                await files.DeleteAsync(name, cancellationToken);
            }
        }

        Checkpoint.Pass("file-destroyed");
        await store.WriteAsync(
            scope => scope.Db.FilesToDestroy.Where(row => row.Name == name).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Destroys whatever is due. Returns how many files it looked at. One that cannot be destroyed keeps no other.</summary>
    /// <exception cref="AggregateException">Some are still there, and still scheduled.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        List<string> due;
        await using (var db = store.Read())
        {
            var now = time.GetUtcNow();
            due = await db
                .FilesToDestroy.Where(row => row.After <= now)
                .OrderBy(row => row.After)
                .ThenBy(row => row.Name)
                .Select(row => row.Name)
                .Take(AtOnce)
                .ToListAsync(cancellationToken);
        }

        var faults = new List<Exception>();
        foreach (var name in due)
        {
            try
            {
                await DestroyAsync(name, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                faults.Add(exception);
            }
        }

        return faults.Count == 0 ? due.Count : throw new AggregateException(faults);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pulse = signals.Destruction.Next;
            try
            {
                if (await RunAsync(stoppingToken) < AtOnce)
                {
                    await pulse.OrAfterAsync(Sweep, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.Failed(logger, FaultTrace.Of(exception));
                await pulse.OrAfterAsync(Sweep, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A file that must go is still there; it is tried again in a minute: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

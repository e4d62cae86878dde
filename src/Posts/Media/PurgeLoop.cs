using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>
/// Makes deleting final (PRV-15): destroys files and empties the database's log as soon as something was deleted, and rewrites the
/// database at the next quiet moment, at most once an hour. Each day looks for files that nobody names. The first round is what a
/// process left that died.
/// </summary>
public sealed partial class PurgeLoop(
    MediaPurge files,
    OrphanSearch orphans,
    ReplacedVariants variants,
    FreedSpace space,
    BackupKeys backupKeys,
    DataDirectory directory,
    Store store,
    DiskRoom room,
    Signals signals,
    TimeProvider time,
    ILogger<PurgeLoop> logger
) : BackgroundService
{
    /// <summary>Between two searches.</summary>
    public static TimeSpan Day { get; } = TimeSpan.FromDays(1);

    /// <summary>Soon after the start, and after what could not be done at once.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    /// <summary>Between two rewritings: each is as much writing as the database is large.</summary>
    public static TimeSpan Rest { get; } = TimeSpan.FromHours(1);

    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(1);

    /// <summary>Writers wait for as long; what takes longer is done once a day.</summary>
    private static readonly TimeSpan LongRewriting = TimeSpan.FromSeconds(10);

    private DateTimeOffset _searchesAt;
    private DateTimeOffset _rewritesAt;
    private bool _mustEmptyLog = true;
    private bool _mustRewrite = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        (_searchesAt, _rewritesAt) = (time.GetUtcNow() + Settling, time.GetUtcNow() + Busy);
        await WaitAsync(signals.Wiping.Next, Soon, time, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var pulse = signals.Wiping.Next;
            var isDone = await TryAsync(stoppingToken);
            await WaitAsync(pulse, isDone ? Busy : Soon, time, stoppingToken);
            if (pulse.IsCompleted)
            {
                _mustEmptyLog = _mustRewrite = true;
            }
        }

        await TryAsync(CancellationToken.None); // what was deleted just before the stop
    }

    /// <returns>False when something is left that must be tried again soon.</returns>
    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            return !room.IsShort && await RunAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (MediaUnavailableException away)
        {
            Log.WaitsForStore(logger, away.Message);
            return true; // in a minute
        }
        catch (Exception exception)
        {
            Log.Failed(logger, FaultTrace.Of(exception));
            return true;
        }
    }

    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now >= _searchesAt)
        {
            _searchesAt = now + Day;
            await variants.ForgetAsync(cancellationToken);
            await orphans.RunAsync(cancellationToken);
            await EndBackupsAsync(cancellationToken);
        }

        _mustEmptyLog = _mustEmptyLog && !await space.EmptyLogAsync(cancellationToken);
        var isDestroyed = await files.RunAsync(cancellationToken);
        if (_mustRewrite && now >= _rewritesAt)
        {
            var takes = await space.RewritingTakesAsync(cancellationToken);
            _rewritesAt = now + Busy;
            if (await IsQuietAsync(now + Busy + takes, cancellationToken))
            {
                _mustRewrite = !await space.RewriteAsync(cancellationToken);
                _rewritesAt =
                    now
                    + (
                        _mustRewrite ? Busy
                        : takes > LongRewriting ? Day
                        : Rest
                    );
            }
        }

        return isDestroyed && !_mustEmptyLog;
    }

    private async Task EndBackupsAsync(CancellationToken cancellationToken)
    {
        var left = await backupKeys.DestroyAsync(time.GetUtcNow(), cancellationToken);
        if (left.Count > 0)
        {
            Log.KeysLeft(logger, left.Count);
        }

        Backup.ForgetSnapshots(directory, time.GetUtcNow());
    }

    private static async Task WaitAsync(Task pulse, TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken) =>
        await pulse.OrAfterAsync(atMost, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Nothing goes out now or until then.</summary>
    private async Task<bool> IsQuietAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return !await db.Posts.AnyAsync(
            post => post.State == PostState.Publishing || (post.State == PostState.Scheduled && post.DueAt <= until),
            cancellationToken
        );
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Purging failed; it is tried again: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);

        [LoggerMessage(
            LogLevel.Warning,
            "{Count} keys of backups older than 30 days cannot be reached or changed by the service; the next `publisher backup` destroys those it can"
        )]
        public static partial void KeysLeft(ILogger logger, int count);

        [LoggerMessage(LogLevel.Error, "Files are still to be destroyed: {Why}")]
        public static partial void WaitsForStore(ILogger logger, string why);
    }
}

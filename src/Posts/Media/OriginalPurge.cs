using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Media;

/// <summary>
/// Destroys originals when their days are over, and all of them when none are to be kept any more: first row and key, then the file, which
/// <see cref="MediaPurge"/> does and resumes.
/// </summary>
public sealed partial class OriginalPurge(Store store, IOptions<RetentionOptions> options, TimeProvider time, ILogger<OriginalPurge> logger)
    : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private TimeSpan Kept => TimeSpan.FromDays(options.Value.OriginalsDays);

    /// <summary>Destroys what is due. Returns how long until more may be.</summary>
    public async Task<TimeSpan> RunAsync(CancellationToken cancellationToken)
    {
        await using (var db = store.Read())
        {
            var oldest = await db.Originals.MinAsync(row => (DateTimeOffset?)row.KeptAt, cancellationToken);
            var left = oldest + Kept - time.GetUtcNow();
            if (left is null or { Ticks: > 0 })
            {
                return left < Longest ? left.Value : Longest;
            }
        }

        await store.WriteAsync(scope => PurgeAsync(scope, cancellationToken), cancellationToken);
        return Shortest;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Longest;
            try
            {
                wait = await RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                wait = Shortest; // another node was faster
            }
            catch (Exception exception)
            {
                Log.Failed(logger, FaultTrace.Of(exception));
                wait = TimeSpan.FromMinutes(1);
            }

            await Task.Delay(wait < Shortest ? Shortest : wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PurgeAsync(WriteScope scope, CancellationToken cancellationToken)
    {
        var last = scope.Now - Kept;
        var due = await scope.Db.Originals.Where(row => row.KeptAt <= last).ToListAsync(cancellationToken);
        foreach (var original in due)
        {
            scope.Audit("original.purge", original.MediaId);
        }

        scope.Db.Originals.RemoveRange(due);
        scope.Destroys([.. due.Select(original => original.Name)]);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Originals whose days are over could not be destroyed; it is tried again in a minute: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

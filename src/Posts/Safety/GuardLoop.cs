using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Safety;

/// <summary>Reads what waits to go out anew when the list of protected names has changed, the next due first.</summary>
public sealed partial class GuardLoop(Store store, LeakChecks checks, Signals signals, TimeProvider time, ILogger<GuardLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);
    private const int AtOnce = 20;

    /// <summary>One look: reads some of what has no verdict of the list as it stands.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> CheckAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var (version, count) = await ProtectedNames.StateAsync(db, cancellationToken);
        if (version == 0)
        {
            return false;
        }

        var open = db
            .Posts.Where(post => post.State == PostState.Scheduled || (post.State == PostState.Blocked && post.Cause == LeakChecks.Cause))
            .OrderBy(post => post.DueAt)
            .ThenBy(post => post.Id);
        if (count == 0)
        {
            var held = await open.Where(post => post.State == PostState.Blocked)
                .Select(post => post.VariantId)
                .Take(AtOnce)
                .ToListAsync(cancellationToken);
            if (held.Count > 0)
            {
                await store.WriteAsync(scope => checks.SettleAsync(scope, held, cancellationToken), cancellationToken);
            }

            return held.Count == AtOnce;
        }

        var unread = await open.Where(post =>
                !db.GuardVerdicts.Any(verdict => verdict.VariantId == post.VariantId && verdict.ListVersion == version)
            )
            .Select(post => post.VariantId)
            .Take(AtOnce)
            .ToListAsync(cancellationToken);
        if (unread.Count > 0)
        {
            await checks.EnsureAsync([.. unread.Distinct()], cancellationToken);
            signals.Delivery.Pulse();
        }

        return unread.Count == AtOnce;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pulse = signals.Guarding.Next;
            try
            {
                var isMore = await CheckAsync(stoppingToken);
                checks.Fault = null;
                if (!isMore)
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
                checks.Fault = exception is GuardUnavailableException told ? told.Message : "It cannot be read.";
                Log.Failed(logger, FaultTrace.Of(exception));
                await Task.Delay(Sweep, time, stoppingToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "What waits could not be read for protected names, so it is held; it is tried again: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

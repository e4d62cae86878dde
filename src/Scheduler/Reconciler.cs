using Microsoft.Extensions.Logging;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Watch;

namespace Publisher.Scheduler;

/// <summary>Asks networks what became of accepted and uncertain attempts, before anything is sent a second time.</summary>
public sealed partial class Reconciler(
    AskingClaims claims,
    Results results,
    NetworkDirectory networks,
    ChannelAccesses accesses,
    Deliverer deliverer,
    TimeProvider time,
    ILogger<Reconciler> logger
)
{
    private const int ClaimSize = 16;

    /// <summary>Asks about everything that is due to be asked about.</summary>
    public async Task ReconcileDueAsync(CancellationToken cancellationToken)
    {
        while (await claims.TakeAsync(ClaimSize, cancellationToken) is { Count: > 0 } doubtful)
        {
            await Task.WhenAll(doubtful.Select(attempt => AskAsync(attempt, cancellationToken)));
        }
    }

    private async Task AskAsync(DoubtfulAttempt doubtful, CancellationToken cancellationToken)
    {
        using var span = Spans.Start("reconcile", doubtful.Channel.Network, doubtful.PostId);
        var found = await FindSafelyAsync(doubtful, cancellationToken);
        span?.SetTag("publisher.outcome", DeliveryMetrics.NameOf(found));
        Checkpoint.Pass("fate-learnt");
        if (await results.LearnAsync(doubtful, found, CancellationToken.None) is { } next)
        {
            deliverer.Continue(next);
        }
    }

    private async Task<Found> FindSafelyAsync(DoubtfulAttempt doubtful, CancellationToken cancellationToken)
    {
        if (doubtful.Attempt.IsLost && !networks[doubtful.Channel.Network].Profile.FindsLost)
        {
            return new Found.Unknown("The network cannot be asked for it.");
        }

        try
        {
            using var limit = new CancellationTokenSource(AttemptDeadline.Length, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            return await networks[doubtful.Channel.Network].FindAsync(doubtful.Attempt, accesses.Open(doubtful.Channel), both.Token);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, doubtful.PostId, doubtful.Channel.Network, FaultTrace.Of(exception));
            return new Found.Unknown("The network gave no answer in time, or a fault inside Publisher broke the question off.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Asking {Network} about post {PostId} failed; it is asked again: {Fault}")]
        public static partial void Failed(ILogger logger, string postId, string network, string fault);
    }
}

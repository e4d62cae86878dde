using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;

namespace Publisher.Scheduler;

/// <summary>
/// Sends what is due. Prepares, has the attempt committed, makes the one call, has the outcome committed; part after part.
/// Nothing below it retries a publishing call.
/// </summary>
public sealed partial class Deliverer(
    PreparingClaims preparing,
    SendingClaims sending,
    Results results,
    NetworkDirectory networks,
    ChannelAccesses accesses,
    HeldResults held,
    DiskRoom room,
    Signals signals,
    TimeProvider time,
    ILogger<Deliverer> logger
) : IDisposable
{
    /// <summary>How many posts one claim may take.</summary>
    public const int ClaimSize = 256;

    private const string TellTheOperator = "If this happens again, tell whoever runs the service: its log holds the cause.";

    private const string StoreIsAway =
        "The media store cannot be reached, so the pictures cannot be read; nothing is out. It is tried again by itself. "
        + TellTheOperator;

    private readonly ConcurrentDictionary<Task, byte> _flights = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly SemaphoreSlim _claiming = new(1, 1);
    private long _asked;
    private long _answered;
    private volatile bool _stopping;

    /// <summary>The alarm of a post: prepares it if that is still to be done, then sends it and whatever else is due.</summary>
    public async ValueTask DeliverAsync(string postId, CancellationToken cancellationToken)
    {
        Checkpoint.Pass("trigger-fired");
        if (await preparing.IsUnpreparedAsync(postId, cancellationToken))
        {
            await PrepareAsync(postId, cancellationToken);
        }

        await DeliverDueAsync(cancellationToken);
    }

    /// <summary>
    /// Claims everything that is due and starts sending it. Returns when all is under way, not when it has arrived. One at a time: of a
    /// thousand alarms in one instant the first looks for them all.
    /// </summary>
    public async Task DeliverDueAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _asked);
        await _claiming.WaitAsync(cancellationToken);
        try
        {
            if (_answered >= number)
            {
                return; // a look that began after we asked has seen what we would see
            }

            var upTo = Volatile.Read(ref _asked);
            await ClaimDueAsync(cancellationToken);
            _answered = upTo;
        }
        finally
        {
            _claiming.Release();
        }
    }

    private async Task ClaimDueAsync(CancellationToken cancellationToken)
    {
        // Under way before the stop is looked at: what a claim commits while we stop is waited for too.
        var claiming = new TaskCompletionSource();
        _flights.TryAdd(claiming.Task, 0);
        try
        {
            while (!_stopping && !room.IsShort)
            {
                var since = time.GetUtcNow();
                var taken = await sending.TakeDueAsync(ClaimSize, cancellationToken);
                Spans.Claimed(taken.Count, since);
                foreach (var attempt in taken)
                {
                    Track(SendAsync(attempt));
                }

                if (taken.Count < ClaimSize)
                {
                    return;
                }
            }
        }
        finally
        {
            _flights.TryRemove(claiming.Task, out _);
            claiming.SetResult();
        }
    }

    /// <summary>Makes the preparing calls of one post: uploads, drafts, sessions. Nothing becomes visible.</summary>
    /// <returns>False when it was not to be had, or nothing is begun now.</returns>
    public async Task<bool> PrepareAsync(string postId, CancellationToken cancellationToken)
    {
        if (_stopping || room.IsShort || await preparing.TakeAsync(postId, cancellationToken) is not { } claim)
        {
            return false;
        }

        using var span = Spans.Start("prepare", claim.Channel.Network, claim.PostId);
        var prepared = await PrepareSafelyAsync(claim, cancellationToken);
        Checkpoint.Pass("prepared-not-stored");
        await results.PreparedAsync(claim, prepared, CancellationToken.None);
        return true;
    }

    /// <summary>Goes on with a further part that the Reconciler found due.</summary>
    public void Continue(ClaimedAttempt attempt) => Track(SendAsync(attempt));

    /// <summary>Completes when nothing is under way.</summary>
    internal Task LandedAsync() => Task.WhenAll(_flights.Keys);

    /// <summary>No new claims; waits for what is under way. What is left after the limit stays as committed attempts, to be reconciled.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        try
        {
            while (_flights.Keys.Where(flight => !flight.IsCompleted).ToList() is { Count: > 0 } flights)
            {
                await Task.WhenAll(flights).WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            Log.LeftUnderWay(logger, _flights.Count);
            await _giveUp.CancelAsync();
        }
    }

    public void Dispose()
    {
        _giveUp.Dispose();
        _claiming.Dispose();
    }

    private void Track(Task flight)
    {
        _flights.TryAdd(flight, 0);
        _ = flight.ContinueWith(done => _flights.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task SendAsync(ClaimedAttempt attempt)
    {
        await Task.Yield(); // the claim goes on while this one is sent
        using var span = Spans.Start("deliver", attempt.Channel.Network, attempt.PostId);
        try
        {
            for (var next = attempt; next is not null; )
            {
                Checkpoint.Pass(next.Part.Number == 1 ? "intent-committed" : "between-parts");
                var outcome = await AttemptAsync(next);
                Checkpoint.Pass("answer-understood");
                next = await RecordAsync(next, outcome);
                Checkpoint.Pass("result-committed");
            }
        }
        catch (Exception exception)
        {
            // The attempt's row stands: it will be reconciled when its lease ends.
            Log.NotRecorded(logger, attempt.PostId, FaultTrace.Of(exception));
        }

        signals.Landing.Pulse();
    }

    private async Task<ClaimedAttempt?> RecordAsync(ClaimedAttempt attempt, Outcome outcome)
    {
        using var span = Spans.Start("record", attempt.Channel.Network, attempt.PostId);
        return span.Ended(await held.RecordAsync(attempt, outcome, _giveUp.Token), DeliveryMetrics.NameOf(outcome));
    }

    private async Task<Outcome> AttemptAsync(ClaimedAttempt attempt)
    {
        using var span = Spans.Start("attempt", attempt.Channel.Network, attempt.PostId);
        var outcome = await PublishSafelyAsync(attempt);
        return span.Ended(outcome, DeliveryMetrics.NameOf(outcome));
    }

    private async Task<Outcome> PublishSafelyAsync(ClaimedAttempt attempt)
    {
        try
        {
            var access = accesses.Open(attempt.Channel, attempt.PostId);
            return await networks[attempt.Channel.Network]
                .PublishAsync(attempt.Part, attempt.Prepared, attempt.Key, attempt.Variant, access, CancellationToken.None);
        }
        catch (CredentialsUnreadableException unreadable)
        {
            return new Outcome.Refused(Outcome.TokenTrouble, unreadable.Message); // before any call
        }
        catch (MediaUnavailableException exception)
        {
            // Files are opened before a call is made, so nothing has left.
            Log.WaitsForStore(logger, attempt.PostId, exception.Message);
            return new Outcome.NotSent(StoreIsAway);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, attempt.PostId, attempt.Channel.Network, FaultTrace.Of(exception));
            return new Outcome.Uncertain(
                "A fault inside Publisher broke the sending off, so it is not known whether it is out. "
                    + "The network is asked before anything is sent again. "
                    + TellTheOperator
            );
        }
    }

    private async Task<Prepared> PrepareSafelyAsync(PreparingClaim claim, CancellationToken cancellationToken)
    {
        try
        {
            var network = networks[claim.Channel.Network];
            var access = accesses.Open(claim.Channel);
            var problems = network.Validate(claim.Variant, access);
            return problems.Count == 0
                ? await network.PrepareAsync(claim.Variant, access, cancellationToken)
                : new Prepared.Failed(new Outcome.Refused(problems[0].Code, string.Join(" ", problems.Select(problem => problem.Message))));
        }
        catch (CredentialsUnreadableException unreadable)
        {
            return new Prepared.Failed(new Outcome.Refused(Outcome.TokenTrouble, unreadable.Message));
        }
        catch (MediaUnavailableException exception)
        {
            Log.WaitsForStore(logger, claim.PostId, exception.Message);
            return new Prepared.Failed(new Outcome.NotSent(StoreIsAway));
        }
        catch (Exception exception)
        {
            Log.Failed(logger, claim.PostId, claim.Channel.Network, FaultTrace.Of(exception));
            return new Prepared.Failed(
                new Outcome.NotSent(
                    "A fault inside Publisher stopped the uploads and drafts that come before the sending; nothing is out. "
                        + "They are tried again by themselves. "
                        + TellTheOperator
                )
            );
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A call for post {PostId} on {Network} failed unexpectedly: {Fault}")]
        public static partial void Failed(ILogger logger, string postId, string network, string fault);

        [LoggerMessage(LogLevel.Error, "Post {PostId} waits for the media store: {Why}")]
        public static partial void WaitsForStore(ILogger logger, string postId, string why);

        [LoggerMessage(LogLevel.Error, "The outcome of post {PostId} could not be written; it will be asked for: {Fault}")]
        public static partial void NotRecorded(ILogger logger, string postId, string fault);

        [LoggerMessage(LogLevel.Warning, "{Count} calls were still under way at the stop; they will be asked for at the next start")]
        public static partial void LeftUnderWay(ILogger logger, int count);
    }
}

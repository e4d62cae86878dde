using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Publisher.Channels;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>
/// Writes outcomes down however long the database cannot take them: what this process knows of a call is not forgotten while it
/// lives. Should it die first, the attempt's row stands and the network is asked.
/// </summary>
public sealed partial class HeldResults(Results results, TimeProvider time, ILogger<HeldResults> logger)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, byte> _held = new();

    /// <summary>Posts whose outcome is known and not yet written: nobody needs to ask about them.</summary>
    public IReadOnlyCollection<string> Posts => [.. _held.Keys];

    /// <summary>Stores an attempt's outcome. Returns the attempt at the next part when one is due at once.</summary>
    /// <exception cref="OperationCanceledException">Given up, as this process ends.</exception>
    public async Task<ClaimedAttempt?> RecordAsync(ClaimedAttempt attempt, Outcome outcome, CancellationToken giveUp)
    {
        try
        {
            for (var tries = 1; ; tries++)
            {
                if (await TryAsync(attempt, outcome, isFirst: tries == 1) is (true, var next))
                {
                    return next;
                }

                var wait = TimeSpan.FromSeconds(tries);
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, giveUp);
            }
        }
        finally
        {
            _held.TryRemove(attempt.PostId, out _);
        }
    }

    private async Task<(bool IsWritten, ClaimedAttempt? Next)> TryAsync(ClaimedAttempt attempt, Outcome outcome, bool isFirst)
    {
        try
        {
            if (!isFirst && await results.RecallAsync(attempt, CancellationToken.None) is { IsWritten: true } earlier)
            {
                return earlier;
            }

            return (true, await results.RecordAsync(attempt, outcome, CancellationToken.None));
        }
        catch (DbUpdateConcurrencyException)
        {
            return (false, null); // another node changed a row meanwhile: read again, and the fence decides
        }
        catch (Exception exception) when (DiskRoom.MayPass(exception))
        {
            if (_held.TryAdd(attempt.PostId, 0))
            {
                Log.Held(logger, attempt.PostId, FaultTrace.Of(exception));
            }

            return (false, null);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The outcome of post {PostId} cannot be written now; it is held and written again: {Fault}")]
        public static partial void Held(ILogger logger, string postId, string fault);
    }
}

using Microsoft.Extensions.Logging;
using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Scheduler;

/// <summary>Takes down what is visible, the last part first, and says honestly what came of it.</summary>
public sealed partial class Remover(
    RemovingClaims claims,
    Results results,
    NetworkDirectory networks,
    ChannelAccesses accesses,
    TimeProvider time,
    ILogger<Remover> logger
)
{
    private const int ClaimSize = 16;

    public async Task RemoveDueAsync(CancellationToken cancellationToken)
    {
        while (await claims.TakeAsync(ClaimSize, cancellationToken) is { Count: > 0 } removals)
        {
            await Task.WhenAll(removals.Select(removal => RemoveAsync(removal, cancellationToken)));
        }
    }

    private async Task RemoveAsync(RemovalClaim claim, CancellationToken cancellationToken)
    {
        var done = new List<(int Part, Removal Result)>();
        foreach (var (number, id) in claim.Parts)
        {
            done.Add((number, await RemoveSafelyAsync(claim, id, cancellationToken)));
        }

        Checkpoint.Pass("removed-not-stored");
        await results.RemovedAsync(claim, done, CancellationToken.None);
    }

    private async Task<Removal> RemoveSafelyAsync(RemovalClaim claim, RemoteId id, CancellationToken cancellationToken)
    {
        if (id.Value.Length == 0)
        {
            return new Removal.Manual(null, "A person put it there by hand, and its id is not known here.");
        }

        try
        {
            using var limit = new CancellationTokenSource(AttemptDeadline.Length, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            return await networks[claim.Channel.Network].RemoveAsync(id, accesses.Open(claim.Channel), both.Token);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, claim.PostId, claim.Channel.Network, FaultTrace.Of(exception));
            return new Removal.Again("The network gave no answer in time, or a fault inside Publisher broke the removal off.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Removing post {PostId} from {Network} failed; it is tried again: {Fault}")]
        public static partial void Failed(ILogger logger, string postId, string network, string fault);
    }
}

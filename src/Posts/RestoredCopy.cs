using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

/// <summary>
/// Finds out at the start whether the diary was put back to an earlier state, by the mark that a restore leaves or by a database behind
/// its <see cref="HighWater"/>. Then everything is paused, and what may have gone out since is asked for before anything is sent.
/// </summary>
public sealed class RestoredCopy(Store store, HighWater highWater, DataDirectory directory, Pauses pauses)
{
    /// <summary>A restore leaves this file; so may whoever restores a PostgreSQL by hand (it may be empty).</summary>
    public const string MarkFile = "restored";

    /// <summary>Who started the pause.</summary>
    private const string Person = "publisher";

    private static readonly PostState[] Waiting = [PostState.Scheduled, PostState.Blocked];
    private static readonly PostState[] OnTheirWay = [PostState.Publishing, PostState.Uncertain, PostState.HandedOver];

    /// <summary>A person can let them go, and may have done so since.</summary>
    private static readonly PostState[] AtRest = [PostState.Missed, PostState.Refused];

    /// <summary>The epoch that begins; null when the diary is where it was left.</summary>
    public async Task<Epoch?> RaiseAsync(CancellationToken cancellationToken)
    {
        if (await FindMarkAsync(cancellationToken) is not { } mark)
        {
            return null;
        }

        var epoch = await store.WriteAsync(scope => RaiseAsync(scope, mark, cancellationToken), cancellationToken);
        highWater.Reset(await LastSequenceAsync(cancellationToken));
        File.Delete(directory.File(MarkFile));
        return epoch;
    }

    private async Task<PutBack?> FindMarkAsync(CancellationToken cancellationToken)
    {
        var path = directory.File(MarkFile);
        if (File.Exists(path))
        {
            var text = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
            var stamp = File.GetLastWriteTimeUtc(path).Ticks.ToString(CultureInfo.InvariantCulture);
            return new($"restore {stamp}", DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var since) ? since : null);
        }

        var last = await LastSequenceAsync(cancellationToken);

        // A database without any event is a new one, not an old one.
        return highWater.Read() is { } before && last > 0 && last < before
            ? new(string.Create(CultureInfo.InvariantCulture, $"behind {before} at {last}"), null)
            : null;
    }

    private async Task<Epoch?> RaiseAsync(WriteScope scope, PutBack mark, CancellationToken cancellationToken)
    {
        var earlier = await scope.Db.Epochs.OrderBy(epoch => epoch.Number).ToListAsync(cancellationToken);
        if (earlier.Exists(epoch => epoch.Mark == mark.Mark))
        {
            return null; // this start was broken off after its commit
        }

        var since = mark.Since ?? await scope.Db.Events.MaxAsync(row => (DateTimeOffset?)row.At, cancellationToken) ?? scope.Now;
        var epoch = new Epoch
        {
            Number = earlier.Count + 1,
            Mark = mark.Mark,
            Since = since,
            At = scope.Now,
        };
        scope.Db.Epochs.Add(epoch);
        scope.Audit(AuditChain.Restored, epoch.Number.ToString(CultureInfo.InvariantCulture));
        await pauses.StartAsync(scope, channelId: null, Reason(since), Person, cancellationToken);
        await SuspectAsync(scope, since, cancellationToken);
        return epoch;
    }

    private static async Task SuspectAsync(WriteScope scope, DateTimeOffset since, CancellationToken cancellationToken)
    {
        // There may be years of them, and nothing is asked until a person lets one go.
        await scope
            .Db.Posts.Where(post => AtRest.Contains(post.State))
            .ExecuteUpdateAsync(
                row => row.SetProperty(post => post.AskFirst, true).SetProperty(post => post.TimesMissing, 0),
                cancellationToken
            );
        var posts = await scope
            .Db.Posts.WithHistory()
            .Where(post => (Waiting.Contains(post.State) && post.PublishAt <= scope.Now) || OnTheirWay.Contains(post.State))
            .ToListAsync(cancellationToken);
        var variantIds = posts.ConvertAll(post => post.VariantId);
        var ready = await scope
            .Db.Variants.Where(variant => variantIds.Contains(variant.Id) && variant.State == VariantState.Ready)
            .Select(variant => variant.Id)
            .ToListAsync(cancellationToken);
        var channels = await scope.Db.Channels.Select(channel => channel.Id).ToListAsync(cancellationToken);
        foreach (var post in posts)
        {
            var before = post.State;
            post.SuspectSent(since, ready.Contains(post.VariantId) && channels.Contains(post.ChannelId), scope.Now);
            scope.TellOf(post, before);
        }
    }

    private static string Reason(DateTimeOffset since) =>
        $"These data were put back to their state of {PostExplanation.Moment(since)}. Posts that were due since are asked for at the networks. "
        + "Not known here is what else was done since: before you end this pause, repeat takedowns, cancellations, new times and revoked keys.";

    private async Task<long> LastSequenceAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db.Events.MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0;
    }

    /// <param name="Mark">Names this putting back.</param>
    /// <param name="Since">State of the diary; null: to be seen from its last event.</param>
    private sealed record PutBack(string Mark, DateTimeOffset? Since);
}

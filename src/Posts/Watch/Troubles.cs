using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;

namespace Publisher.Posts.Watch;

/// <summary>
/// Looks for what should not be: each kind of work has a time in which it is done, and twice that is trouble. Reads only what is
/// open, by its index.
/// </summary>
public sealed class Troubles(Store store, LeakChecks guard, TimeProvider time)
{
    /// <summary>Of each kind; more would say nothing new.</summary>
    public const int Most = 500;

    /// <summary>An attempt's lease ends after forty seconds, and the sweeper asks at once.</summary>
    public static TimeSpan Sending { get; } = 2 * Leases.Sending;

    /// <summary>99 of 100 doubts are settled within fifteen minutes.</summary>
    public static TimeSpan Doubt { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Networks that check films before they show them may take an hour or two.</summary>
    public static TimeSpan Processing { get; } = TimeSpan.FromHours(4);

    /// <summary>95 of 100 removals are verified within five minutes.</summary>
    public static TimeSpan Removing { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Preparing may take three minutes, and begins half a minute ahead.</summary>
    public static TimeSpan Overdue { get; } = 2 * Leases.Preparing;

    /// <summary>A service that has just started, or a queue that was just let go, has something to catch up with.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);
    private readonly DateTimeOffset _started = time.GetUtcNow();

    internal async Task<IReadOnlyList<Trouble>> FindAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var now = time.GetUtcNow();
        return
        [
            .. await StuckAsync(db, now, cancellationToken),
            .. now - _started < Settling ? [] : await OverdueAsync(db, now, cancellationToken),
            .. await NeedingAttentionAsync(db, now, cancellationToken),
            .. await ChannelsAsync(db, now, cancellationToken),
            .. await WebhooksAsync(db, now, cancellationToken),
            .. await PanicAsync(db, cancellationToken),
            .. await ShowingAsync(db, now, cancellationToken),
            .. guard.Fault is null ? [] : (Trouble[])[new(AlertKind.GuardUnavailable, null, null, null, null, now)],
        ];
    }

    private static async Task<IEnumerable<Trouble>> StuckAsync(PublisherDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await db
            .Posts.Where(post =>
                post.State == PostState.Publishing || post.State == PostState.Uncertain || post.State == PostState.Removing
            )
            .OrderBy(post => post.DueAt)
            .Select(post => new
            {
                post.Id,
                post.ChannelId,
                post.State,
                post.RemovingSince,
                StartedAt = post.Attempts.Max(attempt => (DateTimeOffset?)attempt.StartedAt),
                IsOpen = post.Attempts.Any(attempt => attempt.FinishedAt == null),
            })
            .Take(Most)
            .ToListAsync(cancellationToken);
        return from post in open
            let since = (post.State is PostState.Removing ? post.RemovingSince : post.StartedAt) ?? now
            let longest = post.State switch
            {
                PostState.Removing => Removing,
                PostState.Uncertain => Doubt,
                _ => post.IsOpen ? Sending : Processing,
            }
            where now - since > longest
            select new Trouble(AlertKind.PostStuck, post.Id, post.ChannelId, null, SnakeCase.Of(post.State), since);
    }

    private static async Task<IEnumerable<Trouble>> OverdueAsync(PublisherDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (before, free) = (now - Overdue, now - Settling);
        var soon = now + RetryPlan.LongestWait;
        var posts = await (
            from post in DuePosts.Open(db, now)
            join channel in db.Channels on post.ChannelId equals channel.Id
            where
                post.DueAt < soon
                && (post.NextTryAt == null ? post.DueAt : post.PublishAt) < before
                && (channel.BusyUntil == null || channel.BusyUntil < free)
                && (channel.NextStartAt == null || channel.NextStartAt < free)
                && (channel.ResumedAt == null || channel.ResumedAt < before)
            orderby post.DueAt
            select new
            {
                post.Id,
                post.ChannelId,
                Since = post.NextTryAt == null ? post.DueAt : post.PublishAt, // one that is tried again and again is overdue all the same
            }
        )
            .Take(Most)
            .ToListAsync(cancellationToken);
        return posts.Select(post => new Trouble(AlertKind.PostOverdue, post.Id, post.ChannelId, null, null, post.Since));
    }

    private static async Task<IEnumerable<Trouble>> NeedingAttentionAsync(
        PublisherDb db,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var posts = await db
            .Posts.Where(post => post.State == PostState.NeedsAttention)
            .OrderBy(post => post.DueAt)
            .ThenBy(post => post.Id)
            .Select(post => new { post.Id, post.ChannelId })
            .Take(Most)
            .ToListAsync(cancellationToken);
        return posts.Select(post => new Trouble(AlertKind.PostNeedsAttention, post.Id, post.ChannelId, null, null, now));
    }

    private static async Task<IEnumerable<Trouble>> ChannelsAsync(PublisherDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var channels = await db
            .Channels.Where(channel => channel.NeedsReconnect && channel.Enabled)
            .OrderBy(channel => channel.Id)
            .Select(channel => channel.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        return channels.Select(id => new Trouble(AlertKind.ChannelNeedsReconnect, null, id, null, null, now));
    }

    private static async Task<IEnumerable<Trouble>> WebhooksAsync(PublisherDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var webhooks = await db
            .Webhooks.Where(webhook => webhook.DisabledBecause != null && webhook.DisabledBecause != Webhook.SwitchedOffByHand)
            .OrderBy(webhook => webhook.Id)
            .Select(webhook => new
            {
                webhook.Id,
                webhook.DisabledBecause,
                webhook.FailingSince,
            })
            .Take(Most)
            .ToListAsync(cancellationToken);
        return webhooks.Select(webhook => OfWebhook(webhook.Id, webhook.DisabledBecause!, webhook.FailingSince ?? now));
    }

    private static async Task<IEnumerable<Trouble>> ShowingAsync(PublisherDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var posts = await db
            .Posts.Where(post => post.State == PostState.Blocked && post.Cause == LeakChecks.Cause)
            .OrderBy(post => post.DueAt)
            .ThenBy(post => post.Id)
            .Select(post => new { post.Id, post.ChannelId })
            .Take(Most)
            .ToListAsync(cancellationToken);
        return posts.Select(post => new Trouble(AlertKind.PostShowsName, post.Id, post.ChannelId, null, null, now));
    }

    private static async Task<IEnumerable<Trouble>> PanicAsync(PublisherDb db, CancellationToken cancellationToken) =>
        await Pauses.InForce(db).Where(pause => pause.HidesDrafts).FirstOrDefaultAsync(cancellationToken) is { } pause
            ? [OfPanic(pause)]
            : [];

    /// <summary>One alert while any panic lasts.</summary>
    internal static Trouble OfPanic(Pause pause) => new(AlertKind.Panic, null, null, null, null, pause.At);

    internal static Trouble OfWebhook(string id, string cause, DateTimeOffset since) =>
        new(AlertKind.WebhookDisabled, null, null, id, cause, since);
}

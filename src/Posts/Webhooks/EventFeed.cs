using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Webhooks;

/// <summary>Events in their order, for those who cannot receive calls.</summary>
public sealed class EventFeed(Store store, Signals signals, TimeProvider time)
{
    // Another process may have written one; its pulse does not reach us.
    private static readonly TimeSpan _lookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Events after a sequence number, and if there are none, those that come within <paramref name="wait"/>.</summary>
    /// <param name="channels">Only what tells of these channels; null: everything.</param>
    public async Task<EventPage> ReadAsync(
        long after,
        int limit,
        IReadOnlyList<string>? channels,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var pulse = signals.Events.Next;
            var page = await ReadAsync(after, limit, channels, cancellationToken);
            var left = wait - time.GetElapsedTime(start);
            if (page.Items.Count > 0 || left <= TimeSpan.Zero)
            {
                return page;
            }

            after = page.After;
            await pulse.OrAfterAsync(left < _lookAgain ? left : _lookAgain, time, cancellationToken);
        }
    }

    /// <summary>The sequence number of an event; null when there is none of that id.</summary>
    public async Task<long?> SequenceOfAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db.Events.Where(told => told.Id == id).Select(told => (long?)told.Sequence).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<EventPage> ReadAsync(long after, int limit, IReadOnlyList<string>? channels, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var items = new List<StoredEvent>();
        while (true)
        {
            var rows = await db
                .Events.Where(told => told.Sequence > after)
                .OrderBy(told => told.Sequence)
                .Take(limit + 1)
                .ToListAsync(cancellationToken);
            foreach (var told in rows.Take(limit))
            {
                if (items.Count == limit)
                {
                    return new EventPage(items, after, More: true);
                }

                after = told.Sequence;
                if (channels is null || IsOf(told, channels))
                {
                    items.Add(told);
                }
            }

            if (rows.Count <= limit || items.Count == limit)
            {
                return new EventPage(items, after, rows.Count > limit);
            }
        }
    }

    private static bool IsOf(StoredEvent told, IReadOnlyList<string> channels) =>
        JsonNode.Parse(told.Data)?["channelId"]?.GetValue<string>() is { } channel && channels.Contains(channel);
}

/// <param name="After">Where to go on: the last event looked at.</param>
/// <param name="More">There are more already.</param>
public sealed record EventPage(IReadOnlyList<StoredEvent> Items, long After, bool More);

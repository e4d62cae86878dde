using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Posts.Watch;

/// <summary>Raises alerts for troubles that are new and resolves those that are gone; each is told of once.</summary>
public sealed class Alerts(Store store, Troubles troubles)
{
    private const int MostOpen = 5_000;

    /// <summary>One look. Writes only when something changed.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var found = await troubles.FindAsync(cancellationToken);
        await using (var db = store.Read())
        {
            var open = await Open(db).Select(alert => alert.OpenKey!).ToHashSetAsync(cancellationToken);
            if (open.SetEquals(found.Select(trouble => trouble.Key)))
            {
                return;
            }
        }

        await store.WriteAsync(scope => WriteAsync(scope, found, cancellationToken), cancellationToken);
    }

    /// <summary>Raises what somebody saw with their own eyes, unless it is open already.</summary>
    internal static async Task RaiseAsync(WriteScope scope, Trouble trouble, CancellationToken cancellationToken)
    {
        if (!await scope.Db.Alerts.AnyAsync(alert => alert.OpenKey == trouble.Key, cancellationToken))
        {
            Raise(scope, trouble);
        }
    }

    private static async Task WriteAsync(WriteScope scope, IReadOnlyList<Trouble> found, CancellationToken cancellationToken)
    {
        if (scope.Db is PostgresPublisherDb)
        {
            // One node at a time; the next finds them open.
            await scope.Db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(20264)", cancellationToken);
        }

        var open = await Open(scope.Db).ToDictionaryAsync(alert => alert.OpenKey!, cancellationToken);
        foreach (var trouble in found.Where(trouble => !open.ContainsKey(trouble.Key)))
        {
            Raise(scope, trouble);
        }

        // A list that was cut short says nothing of what it left out.
        var cut = found.GroupBy(trouble => trouble.Kind).Where(kind => kind.Count() >= Troubles.Most).Select(kind => kind.Key).ToList();
        var keys = found.Select(trouble => trouble.Key).ToHashSet();
        foreach (var alert in open.Values.Where(alert => !keys.Contains(alert.OpenKey!) && !cut.Contains(alert.Kind)))
        {
            alert.Resolve(scope.Now);
        }
    }

    private static void Raise(WriteScope scope, Trouble trouble)
    {
        var alert = new Alert
        {
            Id = scope.NewId("alr_"),
            Kind = trouble.Kind,
            PostId = trouble.PostId,
            ChannelId = trouble.ChannelId,
            WebhookId = trouble.WebhookId,
            Cause = trouble.Cause,
            Since = trouble.Since,
            RaisedAt = scope.Now,
        };
        alert.Open(trouble.Key);
        scope.Db.Alerts.Add(alert);
        scope.Tell(
            EventTypes.AlertRaised,
            new
            {
                alertId = alert.Id,
                kind = alert.Kind,
                cause = alert.Cause,
                postId = alert.PostId,
                channelId = alert.ChannelId,
                webhookId = alert.WebhookId,
                since = alert.Since,
            }
        );
    }

    private static IQueryable<Alert> Open(PublisherDb db) =>
        db.Alerts.Where(alert => alert.OpenKey != null).OrderBy(alert => alert.OpenKey).Take(MostOpen);
}

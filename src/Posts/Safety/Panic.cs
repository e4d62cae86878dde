using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Keys;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;

namespace Publisher.Posts.Safety;

/// <summary>
/// One call when somebody may have been arrested or their machine taken: everything is paused, their keys and calendar links are dead,
/// what they asked a second person for is void, drafts are hidden, an alert is raised. One transaction: all of it or nothing. Nothing is
/// destroyed; two people end the pause, and with it the drafts are shown again.
/// </summary>
public sealed class Panic(Pauses pauses)
{
    /// <param name="person">Alias of whoever is in danger, in any case.</param>
    /// <param name="by">Alias of whoever calls.</param>
    public async Task<PanicResult> StartAsync(
        WriteScope scope,
        string person,
        string reason,
        string by,
        CancellationToken cancellationToken
    )
    {
        var pause = await pauses.StartAsync(scope, channelId: null, reason, by, cancellationToken, hidesDrafts: true);
        var keys = (await scope.Db.ApiKeys.Where(key => key.State != ApiKeyState.Revoked).ToListAsync(cancellationToken)).FindAll(key =>
            Is(person, key.Person)
        );
        keys.ForEach(key => key.State = ApiKeyState.Revoked);
        var links = (await scope.Db.CalendarLinks.Where(link => !link.Revoked).ToListAsync(cancellationToken)).FindAll(link =>
            Is(person, link.CreatedBy)
        );
        links.ForEach(link => link.Revoked = true);
        var wishes = await scope.Db.SecondApprovals.Where(wish => wish.ApprovedAt == null).ToListAsync(cancellationToken);
        scope.Db.SecondApprovals.RemoveRange(wishes.Where(wish => Is(person, wish.Person)));
        await Alerts.RaiseAsync(scope, Troubles.OfPanic(pause), cancellationToken);
        return new PanicResult(pause, keys, links.Count);
    }

    /// <summary>What was never published is hidden now from everybody but admins.</summary>
    public static Task<bool> HidesDraftsAsync(PublisherDb db, CancellationToken cancellationToken) =>
        Pauses.InForce(db).AnyAsync(pause => pause.HidesDrafts, cancellationToken);

    private static bool Is(string person, string other) => string.Equals(person, other, StringComparison.OrdinalIgnoreCase);
}

/// <param name="Keys">Those that were revoked.</param>
/// <param name="CalendarLinks">How many were revoked.</param>
public sealed record PanicResult(Pause Pause, IReadOnlyList<ApiKey> Keys, int CalendarLinks);

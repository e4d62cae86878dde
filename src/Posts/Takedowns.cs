using Microsoft.EntityFrameworkCore;
using Publisher.Channels;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;

namespace Publisher.Posts;

public abstract record TakedownStart
{
    private TakedownStart() { }

    public sealed record Started(Takedown Takedown) : TakedownStart;

    public sealed record NotFound : TakedownStart;
}

/// <summary>Removes a content from every channel: what waits is cancelled at once, the Remover works on what is out.</summary>
public sealed class Takedowns(Signals signals)
{
    public async Task<TakedownStart> StartAsync(
        WriteScope scope,
        string contentId,
        string reason,
        string person,
        CancellationToken cancellationToken
    )
    {
        if (await scope.Db.Contents.FindAsync([contentId], cancellationToken) is not { } content)
        {
            return new TakedownStart.NotFound();
        }

        content.TakeDown(scope.Now);
        var variants = await scope.Db.Variants.Where(row => row.ContentId == contentId && row.Approved).ToListAsync(cancellationToken);
        variants.ForEach(variant => variant.Approved = false);
        await PublicFiles.ForgetContentAsync(scope, contentId, cancellationToken);
        var posts = await Load(scope.Db).Where(post => post.ContentId == contentId).ToListAsync(cancellationToken);
        foreach (var post in posts)
        {
            var before = post.State;
            post.TakeDown(scope.Now);
            scope.TellOf(post, before);
        }

        var takedown = new Takedown
        {
            Id = scope.NewId("td_"),
            ContentId = contentId,
            Reason = reason,
            Person = person,
            At = scope.Now,
            Items = [.. posts.Select(post => new TakedownItem(post.Id, post.ChannelId))],
        };
        scope.Db.Takedowns.Add(takedown);
        scope.Tell(
            EventTypes.ContentTakenDown,
            new
            {
                contentId,
                takedownId = takedown.Id,
                state = content.State,
            }
        );
        Finish(scope, takedown, posts);
        scope.AfterCommit(signals.Delivery.Pulse);
        return new TakedownStart.Started(takedown);
    }

    /// <summary>Called when a post of a content that is taken down came to rest.</summary>
    public static async Task SettleAsync(WriteScope scope, string contentId, CancellationToken cancellationToken)
    {
        var open = await scope
            .Db.Takedowns.Where(row => row.ContentId == contentId && row.FinishedAt == null)
            .ToListAsync(cancellationToken);
        if (open.Count == 0)
        {
            return;
        }

        var posts = await Load(scope.Db).Where(post => post.ContentId == contentId).ToListAsync(cancellationToken);
        open.ForEach(takedown => Finish(scope, takedown, posts));
    }

    private static void Finish(WriteScope scope, Takedown takedown, IReadOnlyList<Post> posts)
    {
        var byId = posts.ToDictionary(post => post.Id);
        var results = takedown
            .Items.Select(item => (item.PostId, item.ChannelId, Result: TakedownReport.ResultOf(byId.GetValueOrDefault(item.PostId))))
            .ToList();
        if (results.TrueForAll(item => item.Result != TakedownReport.Pending))
        {
            takedown.FinishedAt = scope.Now;
            scope.Tell(
                EventTypes.TakedownFinished,
                new
                {
                    takedownId = takedown.Id,
                    contentId = takedown.ContentId,
                    results = results.Select(result => new
                    {
                        result.PostId,
                        result.ChannelId,
                        result.Result,
                    }),
                }
            );
        }
    }

    private static IQueryable<Post> Load(PublisherDb db) =>
        db
            .Posts.Include(post => post.Attempts.OrderBy(attempt => attempt.Number))
            .Include(post => post.Parts.OrderBy(part => part.Number))
            .AsSplitQuery();
}

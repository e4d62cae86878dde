using Microsoft.EntityFrameworkCore;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Finds contents that a caller may see, with the documents their views need.</summary>
internal static class ContentReading
{
    /// <summary>The content with its current revision; null when there is none for this caller, or a panic hides it.</summary>
    public static async Task<(StoredContent Stored, Content Content)?> FindContentAsync(
        this PublisherDb db,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    ) => await db.HidesAsync(id, caller, cancellationToken) ? null : await db.FindEvenHiddenAsync(id, caller, cancellationToken);

    /// <summary>The same though a panic hides it: it can be taken down.</summary>
    public static async Task<(StoredContent Stored, Content Content)?> FindEvenHiddenAsync(
        this PublisherDb db,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (await db.Contents.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } stored)
        {
            return null;
        }

        var revision = await db
            .Revisions.AsNoTracking()
            .FirstAsync(row => row.ContentId == id && row.Number == stored.Revision, cancellationToken);
        return caller.SeesAny(revision.Content.Channels) ? (stored, revision.Content) : null;
    }

    /// <summary>In a panic only admins see what was never published.</summary>
    public static async Task<bool> HidesDraftsAsync(this PublisherDb db, Caller caller, CancellationToken cancellationToken) =>
        !caller.Has(Scopes.Admin) && await Panic.HidesDraftsAsync(db, cancellationToken);

    public static async Task<bool> HidesAsync(this PublisherDb db, string id, Caller caller, CancellationToken cancellationToken) =>
        await db.HidesDraftsAsync(caller, cancellationToken)
        && !await db.Posts.AnyAsync(post => post.ContentId == id && post.PublishedAt != null, cancellationToken);

    public static async Task<ContentView> ViewAsync(
        this PublisherDb db,
        StoredContent stored,
        Content content,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var numbers = content.Texts.Values.Select(text => text.BasedOn?.Revision).OfType<int>().Distinct().ToList();
        var sources =
            numbers.Count == 0
                ? null
                : await db
                    .Revisions.AsNoTracking()
                    .Where(row => row.ContentId == stored.Id && numbers.Contains(row.Number))
                    .ToDictionaryAsync(row => row.Number, row => row.Content, cancellationToken);
        return ContentView.Of(stored, content, caller, sources);
    }

    /// <summary>The variants of the current revision on the channels that the caller sees.</summary>
    public static async Task<List<StoredVariant>> CurrentVariantsAsync(
        this PublisherDb db,
        StoredContent stored,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var variants = await db
            .Variants.AsNoTracking()
            .Where(row => row.ContentId == stored.Id && row.Revision == stored.Revision && !row.Superseded)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return variants.FindAll(variant => caller.Sees(variant.ChannelId));
    }
}

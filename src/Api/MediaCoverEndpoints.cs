using System.Diagnostics;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Channels.Imaging;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;

namespace Publisher.Api;

internal static class MediaCoverEndpoints
{
    private const string InUse =
        "The picture is out, on its way, or a channel's logo, and would be destroyed: take those posts down, cancel or resolve them, "
        + "or change those channels first; or send final: false to keep the old picture beside the covered one.";

    private const string BeyondSight =
        "A content for channels that the key may not see shows this picture. Somebody who sees them must cover it; "
        + "or send final: false to make a covered copy beside it.";

    public static void MapMediaCovers(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/v1/media/{id}/cover", Cover)
            .Costs("covers")
            .WithTags("Media")
            .Needs(Scopes.Draft)
            .Audits("media.cover")
            .Produces<MediaView>(201);

    private static async Task<IResult> Cover(
        string id,
        Body<CoverBody> body,
        HttpContext context,
        Caller caller,
        Store store,
        UploadScrub uploads,
        MediaCover covers,
        Door door,
        CancellationToken cancellationToken
    )
    {
        using var turn = await door.EnterAsync(context, cancellationToken);
        if (turn.Earlier is not null)
        {
            return turn.Earlier;
        }

        var (old, problem) = await FindAsync(store, id, caller, cancellationToken);
        var problems = new ProblemList();
        var boxes = body.Value.ToBoxes(problems);
        if (old is null || problem is not null || problems.Any)
        {
            return old is null ? Problems.NotFound() : Problems.Invalid([.. problem is null ? [] : new[] { problem }, .. problems]);
        }

        if (await BakeAsync(uploads, old, boxes, cancellationToken) is not { } covered)
        {
            return Problems.NotFound();
        }

        await using var content = covered.Content;
        var reply = await uploads.StoreAsync(
            covered,
            original: null,
            () =>
                turn.WriteAsync(
                    scope => KeepAsync(scope, id, covered, body.Value.Final ?? true, caller, covers, cancellationToken),
                    cancellationToken
                ),
            cancellationToken
        );
        if (!reply.IsSuccess)
        {
            // Nothing names the covered copy, unless somebody has stored the same one.
            await store.WriteAsync(
                scope =>
                {
                    scope.Destroys(covered.Sha256);
                    return Task.CompletedTask;
                },
                CancellationToken.None
            );
        }

        return reply;
    }

    private static async Task<Reply> KeepAsync(
        WriteScope scope,
        string id,
        ScrubResult.Clean covered,
        bool isFinal,
        Caller caller,
        MediaCover covers,
        CancellationToken cancellationToken
    )
    {
        // Looked for again: somebody may have been faster.
        if (await caller.Media.FindAsync(scope.Db, id, cancellationToken) is not { } old)
        {
            return Problems.NotFound();
        }

        switch (await covers.KeepAsync(scope, old, covered, isFinal, caller.Media, cancellationToken))
        {
            case CoverResult.Made(var made):
                scope.AuditDetails = new() { ["medium"] = made.Id, ["final"] = isFinal ? "true" : "false" };
                return Reply.Created($"/v1/media/{made.Id}", MediaView.Of(made));
            case CoverResult.InUse(var contents, var posts, var channels):
                return Problems.Conflict("in_use", InUse, ("contents", contents), ("posts", posts), ("channels", channels));
            case CoverResult.BeyondSight:
                return Problems.Forbidden(BeyondSight);
            case var other:
                throw new UnreachableException($"{other} is no result of covering.");
        }
    }

    private static async Task<(StoredMedia? Media, Problem? Problem)> FindAsync(
        Store store,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Read();
        var media = await db.HidesDraftsAsync(caller, cancellationToken) ? null : await caller.Media.FindAsync(db, id, cancellationToken);
        return (
            media,
            media?.Kind is Posts.Media.MediaKind.Video
                ? new Problem("not_a_picture", "id", "Only a picture can be covered; this medium is a video.")
                : null
        );
    }

    private static async Task<ScrubResult.Clean?> BakeAsync(
        UploadScrub uploads,
        StoredMedia old,
        IReadOnlyList<CoverBox> boxes,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await uploads.CoverAsync(old, boxes, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}

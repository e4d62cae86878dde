using System.Diagnostics;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels.Imaging;
using Publisher.Posts;
using Publisher.Posts.Media;
using Publisher.Posts.Storage;

namespace Publisher.Api;

internal static class MediaEndpoints
{
    public static void MapMedia(this IEndpointRouteBuilder routes)
    {
        var media = routes.MapGroup("/v1/media").WithTags("Media").Needs(Scopes.Draft);
        media.MapPost("/", Upload).Audits("media.upload").Accepts<IFormFile>("multipart/form-data").Produces<MediaView>(201);
        media.MapPost("/from-url", FromUrl).Audits("media.fetch").Produces<MediaView>(201);
        media.MapGet("/{id}", Show).Needs(Scopes.Read).Produces<MediaView>();
        media.MapGet("/{id}/file", File).Needs(Scopes.Read).Produces(200);
        media.MapDelete("/{id}", Delete).Audits("media.delete").Produces(204);
    }

    private static async Task<IResult> Upload(
        HttpContext context,
        Caller caller,
        UploadScrub uploads,
        Door door,
        CancellationToken cancellationToken
    )
    {
        var scrubbed = await UploadedFile.ReadAsync(context, upload => uploads.ScrubAsync(upload, cancellationToken), cancellationToken);
        return await KeepAsync(context, scrubbed, caller, uploads, door, cancellationToken);
    }

    private static async Task<IResult> FromUrl(
        Body<FromUrlBody> body,
        HttpContext context,
        Caller caller,
        UploadScrub uploads,
        MediaFetch fetch,
        Door door,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        problems.Required("url", body.Value.Url, 2_000);
        var address = problems.Url("url", body.Value.Url);
        if (address is null || problems.Any)
        {
            return Problems.Invalid(problems);
        }

        var (bytes, problem) = await fetch.FetchAsync(address, cancellationToken);
        if (bytes is null)
        {
            return Problems.Invalid([problem!]);
        }

        var scrubbed = await uploads.ScrubAsync(bytes, cancellationToken);
        return await KeepAsync(context, scrubbed, caller, uploads, door, cancellationToken);
    }

    private static async Task<IResult> KeepAsync(
        HttpContext context,
        ScrubResult scrubbed,
        Caller caller,
        UploadScrub uploads,
        Door door,
        CancellationToken cancellationToken
    )
    {
        await using var content = (scrubbed as ScrubResult.Clean)?.Content;
        using var turn = await door.EnterAsync(context, cancellationToken);
        if (turn.Earlier is not null)
        {
            return turn.Earlier;
        }

        return scrubbed switch
        {
            ScrubResult.Refused(var problem) => await turn.WriteAsync(
                scope =>
                {
                    UploadScrub.Reject(scope, problem);
                    return Task.FromResult(Refusal(problem) with { Commits = true });
                },
                cancellationToken
            ),
            ScrubResult.Clean clean => await uploads.StoreAsync(
                clean,
                () => turn.WriteAsync(scope => Task.FromResult(Made(UploadScrub.Keep(scope, clean, caller.Person))), cancellationToken),
                cancellationToken
            ),
            _ => throw new UnreachableException($"{scrubbed} is no result of scrubbing."),
        };
    }

    private static async Task<IResult> Show(string id, Caller caller, Store store, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var media = await db.HidesDraftsAsync(caller, cancellationToken) ? null : await caller.Media.FindAsync(db, id, cancellationToken);
        return media is null ? Problems.NotFound() : Reply.Ok(MediaView.Of(media));
    }

    private static async Task<IResult> File(
        string id,
        HttpContext context,
        Caller caller,
        Store store,
        MediaStore files,
        CancellationToken cancellationToken,
        string? grid = null
    )
    {
        await using var db = store.Read();
        var media = await db.HidesDraftsAsync(caller, cancellationToken) ? null : await caller.Media.FindAsync(db, id, cancellationToken);
        return media is null ? Problems.NotFound()
            : grid is null ? await MediaFile.SendAsync(context, files, media.Sha256, media.MediaType, cancellationToken)
            : await MediaGrid.SendAsync(context, media, grid, cancellationToken);
    }

    private static async Task<IResult> Delete(
        string id,
        HttpContext context,
        Caller caller,
        Store store,
        UploadScrub uploads,
        Door door,
        CancellationToken cancellationToken
    )
    {
        StoredMedia? deleted = null;
        var result = await door.WriteAsync(
            context,
            async scope =>
            {
                if (await caller.Media.FindAsync(scope.Db, id, cancellationToken) is not { } media)
                {
                    return Problems.NotFound();
                }

                if (await UploadScrub.IsUsedAsync(scope, id, cancellationToken))
                {
                    return Problems.Conflict("in_use", "A content shows this medium; delete the content first.");
                }

                if (await ChannelSetup.IsLogoAsync(scope.Db, id, cancellationToken))
                {
                    return Problems.Conflict("in_use", "A channel has this medium as its logo; change the channel first.");
                }

                deleted = media;
                scope.Db.Media.Remove(media);
                scope.Destroys(media.Sha256);
                return Reply.NoContent;
            },
            cancellationToken
        );
        if (deleted is not null)
        {
            await uploads.DestroyAsync(store, deleted, CancellationToken.None);
        }

        return result;
    }

    private static Reply Made(StoredMedia media) => Reply.Created($"/v1/media/{media.Id}", MediaView.Of(media));

    /// <summary>What is not taken at all is 415, what is too big 413, what cannot be read 422; each names the limit and the value.</summary>
    private static Reply Refusal(Channels.Problem problem) =>
        problem.Code switch
        {
            "unsupported_type" => Problems.With(415, problem.Code, problem.Message, [FieldError.Of(problem)]),
            "image_too_large" => Problems.With(413, problem.Code, problem.Message, [FieldError.Of(problem)]),
            _ => Problems.Invalid([problem]),
        };
}

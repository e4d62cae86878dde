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
    private const string NeedsDraft = "Parts of this picture were covered; its uncovered file needs a key with the scope draft.";

    public static void MapMedia(this IEndpointRouteBuilder routes)
    {
        var media = routes.MapGroup("/v1/media").WithTags("Media").Needs(Scopes.Draft);
        media
            .MapPost("/", Upload)
            .Costs("uploads")
            .Audits("media.upload")
            .Accepts<IFormFile>("multipart/form-data")
            .Produces<MediaView>(201);
        media.MapPost("/from-url", FromUrl).Costs("fetches").Audits("media.fetch").Produces<MediaView>(201);
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
        var upload = await UploadedFile.ReadAsync(context, file => uploads.ScrubAsync(file, cancellationToken), cancellationToken);
        return await KeepAsync(context, upload, caller, uploads, door, cancellationToken);
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

        var upload = await uploads.ScrubAsync(bytes, cancellationToken);
        return await KeepAsync(context, upload, caller, uploads, door, cancellationToken);
    }

    private static async Task<IResult> KeepAsync(
        HttpContext context,
        ScrubbedUpload upload,
        Caller caller,
        UploadScrub uploads,
        Door door,
        CancellationToken cancellationToken
    )
    {
        await using var files = upload;
        using var turn = await door.EnterAsync(context, cancellationToken);
        if (turn.Earlier is not null)
        {
            return turn.Earlier;
        }

        return upload.Result switch
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
                upload.Original,
                () =>
                    turn.WriteAsync(
                        scope => Task.FromResult(Made(uploads.Keep(scope, clean, upload.Original, caller.Person))),
                        cancellationToken
                    ),
                cancellationToken
            ),
            _ => throw new UnreachableException($"{upload.Result} is no result of scrubbing."),
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
            : !caller.Has(Scopes.Draft) && await Uncovered.IsSensitiveAsync(db, id, cancellationToken) ? Problems.Forbidden(NeedsDraft)
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
                await Originals.ForgetAsync(scope, id, cancellationToken);
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

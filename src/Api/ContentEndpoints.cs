using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

internal static class ContentEndpoints
{
    private const string HasPosts =
        "Something of it is out or waits to go out: cancel it or take it down first. A post that rests in requested, blanked or manual "
        + "counts as out until somebody resolves it as gone.";

    public static void MapContents(this IEndpointRouteBuilder routes)
    {
        var contents = routes.MapGroup("/v1/contents").WithTags("Contents").Needs(Scopes.Draft);
        contents.MapPost("/", Create).Audits("content.create").Produces<ContentView>(201);
        contents.MapGet("/", List).Needs(Scopes.Read).Produces<PageView<ContentSummary>>();
        contents.MapGet("/{id}", Show).Needs(Scopes.Read).Produces<ContentView>();
        contents.MapGet("/{id}/revisions", ListRevisions).Needs(Scopes.Read).Produces<PageView<RevisionSummary>>();
        contents.MapGet("/{id}/revisions/{number:int}", ShowRevision).Needs(Scopes.Read).Produces<ContentView>();
        contents.MapPut("/{id}", Edit).Audits("content.edit").Produces<ContentView>();
        contents.MapDelete("/{id}", Delete).Audits("content.delete").Produces(204);
    }

    private static Task<IResult> Create(
        Body<ContentBody> body,
        HttpContext context,
        Caller caller,
        Submission submission,
        Door door,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        var content = body.Value.ToContent(problems);
        return door.WriteAsync(
            context,
            async scope =>
                problems.Any
                    ? await RefusalAsync(scope, problems, content, body.Value, caller, cancellationToken)
                    : await submission.AcceptAsync(
                        scope,
                        content,
                        body.Value.Channels is null,
                        caller.Person,
                        caller.Channels,
                        cancellationToken
                    ) switch
                    {
                        SubmissionResult.Accepted(var stored) => Reply.Created(
                            $"/v1/contents/{stored.Id}",
                            ContentView.Of(stored, Current(scope, stored), caller),
                            EntityTag.Of(stored.Version)
                        ),
                        var other => Refusal(other),
                    },
            cancellationToken
        );
    }

    private static async Task<IResult> List(
        HttpContext context,
        Caller caller,
        Store store,
        CancellationToken cancellationToken,
        string? state = null,
        string? tag = null
    )
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        var wanted = problems.OneOf<ContentState>("state", state);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        var rows = await ContentListing.ReadAsync(db, page, wanted, tag, caller, cancellationToken);
        return Reply.Ok(page.View(rows, row => ContentSummary.Of(row.Stored, row.Content, caller), row => [row.Stored.Id]));
    }

    private static async Task<IResult> Show(string id, Caller caller, Store store, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return await db.FindContentAsync(id, caller, cancellationToken) is var (stored, content)
            ? Reply.Ok(await db.ViewAsync(stored, content, caller, cancellationToken), EntityTag.Of(stored.Version))
            : Problems.NotFound();
    }

    private static async Task<IResult> ListRevisions(
        string id,
        HttpContext context,
        Caller caller,
        Store store,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        var before = int.MaxValue;
        if (page.After is [var text] && !int.TryParse(text, out before))
        {
            problems.Add("cursor", "invalid_cursor", "cursor must be a nextCursor that this list gave.");
        }

        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        if (await db.FindContentAsync(id, caller, cancellationToken) is null)
        {
            return Problems.NotFound();
        }

        var rows = await db
            .Revisions.Where(row => row.ContentId == id && row.Number < before)
            .OrderByDescending(row => row.Number)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return Reply.Ok(page.View(rows, RevisionSummary.Of, row => [$"{row.Number}"]));
    }

    private static async Task<IResult> ShowRevision(string id, int number, Caller caller, Store store, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var found = await db.FindContentAsync(id, caller, cancellationToken);
        var revision = await db.Revisions.FirstOrDefaultAsync(row => row.ContentId == id && row.Number == number, cancellationToken);
        return found is var (stored, _) && revision is not null
            ? Reply.Ok(
                ContentView.Of(stored, revision.Content, caller) with
                {
                    Revision = number,
                    Hash = number == stored.Revision ? stored.Hash : null,
                }
            )
            : Problems.NotFound();
    }

    private static Task<IResult> Edit(
        string id,
        Body<ContentBody> body,
        HttpContext context,
        Caller caller,
        Submission submission,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                if (await scope.Db.FindContentAsync(id, caller, cancellationToken) is not var (stored, now))
                {
                    return Problems.NotFound();
                }

                if (EntityTag.Refusal(context.Request, EntityTag.Of(stored.Version)) is { } stale)
                {
                    return stale;
                }

                if (!now.Channels.All(caller.Sees))
                {
                    return Problems.Forbidden("This content is also for channels that the key may not see; edit one language instead.");
                }

                var problems = new ProblemList();
                var content = body.Value.ToContent(problems);
                return problems.Any
                    ? await RefusalAsync(scope, problems, content, body.Value, caller, cancellationToken)
                    : await EditAsync(scope, stored, content, body.Value.Channels is null, caller, submission, cancellationToken);
            },
            cancellationToken
        );

    private static async Task<Reply> EditAsync(
        WriteScope scope,
        StoredContent stored,
        Content content,
        bool allChannels,
        Caller caller,
        Submission submission,
        CancellationToken cancellationToken
    ) =>
        await submission.ReviseAsync(
            scope,
            stored.Id,
            stored.Version,
            content,
            allChannels,
            caller.Person,
            caller.Channels,
            cancellationToken
        ) switch
        {
            SubmissionResult.Accepted(var revised) => Reply.Ok(
                await scope.Db.ViewAsync(revised, Current(scope, revised), caller, cancellationToken),
                EntityTag.Of(revised.Version)
            ),
            var other => Refusal(other),
        };

    /// <summary>What could not be read, and in the same answer what is wrong with the rest.</summary>
    private static async Task<Reply> RefusalAsync(
        WriteScope scope,
        ProblemList problems,
        Content content,
        ContentBody body,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        Problems.Invalid(
            problems.And(await Submission.ProblemsAsync(scope, content, body.Channels is null, caller.Media, cancellationToken))
        );

    private static Task<IResult> Delete(
        string id,
        HttpContext context,
        Caller caller,
        ContentDeletion deletion,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                if (await scope.Db.FindContentAsync(id, caller, cancellationToken) is not var (stored, content))
                {
                    return Problems.NotFound();
                }

                if (!content.Channels.All(caller.Sees))
                {
                    return Problems.Forbidden("This content is also for channels that the key may not see.");
                }

                return await deletion.DeleteAsync(scope, stored, cancellationToken)
                    ? Reply.NoContent
                    : Problems.Conflict("has_posts", HasPosts);
            },
            cancellationToken
        );

    /// <summary>The document of the revision that was just written in this transaction.</summary>
    public static Content Current(WriteScope scope, StoredContent stored) =>
        scope.Db.Revisions.Local.First(row => row.ContentId == stored.Id && row.Number == stored.Revision).Content;

    public static Reply Refusal(SubmissionResult result) =>
        result switch
        {
            SubmissionResult.Refused(var problems) => Problems.Invalid(problems),
            SubmissionResult.NotFound => Problems.NotFound(),
            SubmissionResult.Stale => Problems.PreconditionFailed(),
            SubmissionResult.Conflict(var code, var reason) => Problems.Conflict(code, reason),
            _ => throw new UnreachableException($"{result} is no refusal."),
        };
}

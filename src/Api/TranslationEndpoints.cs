using System.Diagnostics;
using System.Globalization;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Channels.Translation;
using Publisher.Posts;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Machine drafts of a language that is missing. Nobody's words are replaced unasked, and a person must accept the draft.</summary>
internal static class TranslationEndpoints
{
    public static void MapTranslations(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1/contents/{id}/translations")
            .WithTags("Contents")
            .Needs(Scopes.Draft)
            .MapPost("/", Draft)
            .Costs("translations")
            .Audits("text.translate")
            .Produces<ContentView>();

    private static async Task<IResult> Draft(
        string id,
        Body<TranslationBody> body,
        HttpContext context,
        Caller caller,
        Drafting drafting,
        KeptNames names,
        Submission submission,
        Store store,
        Door door,
        CancellationToken cancellationToken
    )
    {
        using var turn = await door.EnterAsync(context, cancellationToken);
        if (turn.Earlier is not null)
        {
            return turn.Earlier;
        }

        if (await FindAsync(store, id, caller, cancellationToken) is not var (stored, content))
        {
            return Problems.NotFound();
        }

        var problems = new ProblemList();
        var request = body.Value.ToRequest(content, problems);
        var replaces = body.Value.Replace is true;
        if ((problems.Any ? Problems.Invalid(problems) : Objection(stored, content, request.To, replaces, context)) is { } refusal)
        {
            return await turn.WriteAsync(_ => Task.FromResult(refusal), cancellationToken);
        }

        if (await names.OfAsync(content, request.From, request.Keep, cancellationToken) is not { } keep)
        {
            return await turn.WriteAsync(_ => Task.FromResult(CannotBeKept()), cancellationToken);
        }

        request = request with { Keep = keep };

        // The translator may take a minute: nothing is locked meanwhile, and what was seen is looked at again before anything is written.
        return await drafting.DraftAsync(request, cancellationToken) switch
        {
            DraftResult.Made(var draft) => await turn.WriteAsync(
                scope => PutAsync(scope, stored, request, Based(draft, stored, request), caller, submission, cancellationToken),
                cancellationToken
            ),
            DraftResult.Refused(var reasons) => await turn.WriteAsync(_ => Task.FromResult(Problems.Invalid(reasons)), cancellationToken),
            DraftResult.Unavailable unavailable => Away(unavailable),
            var other => throw new UnreachableException($"{other} is no result of drafting."),
        };
    }

    private static Reply CannotBeKept() =>
        Problems.Conflict(
            "leak_guard",
            "The text shows a protected name that cannot be kept from the translator. Take markup out of the name, or translate by hand."
        );

    private static async Task<(StoredContent, Content)?> FindAsync(
        Store store,
        string id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var db = store.Read();
        return await db.FindContentAsync(id, caller, cancellationToken);
    }

    private static Reply? Objection(StoredContent stored, Content content, string language, bool replaces, HttpContext context) =>
        stored.State is ContentState.TakenDown ? Problems.Conflict("taken_down", "This content was taken down; submit a new one.")
        : content.Texts.GetValueOrDefault(language) is not { } text ? null
        : replaces ? EntityTag.Refusal(context.Request, TextView.TagOf(text))
        : Exists(language);

    private static Reply Exists(string language) =>
        Problems.Conflict(
            "text_exists",
            $"There is a text in {language} already. Edit it with PUT, or send \"replace\": true and its ETag as If-Match to put a draft in its place."
        );

    private static TextDraft Based(TextDraft draft, StoredContent stored, DraftRequest request) =>
        draft with
        {
            Text = draft.Text with { BasedOn = new TextSource(request.From, stored.Revision) },
        };

    private static async Task<Reply> PutAsync(
        WriteScope scope,
        StoredContent seen,
        DraftRequest request,
        TextDraft draft,
        Caller caller,
        Submission submission,
        CancellationToken cancellationToken
    )
    {
        if (await scope.Db.FindContentAsync(seen.Id, caller, cancellationToken) is not { Content: var now })
        {
            return Problems.NotFound();
        }

        var expected = request.Content.Texts.GetValueOrDefault(request.To);
        var present = now.Texts.GetValueOrDefault(request.To);
        if (TagOf(present) != TagOf(expected))
        {
            return expected is null ? Exists(request.To) : Problems.PreconditionFailed();
        }

        return await submission.ChangeAsync(
            scope,
            seen.Id,
            content => draft.PutInto(content, request.To),
            caller.Person,
            cancellationToken
        ) switch
        {
            SubmissionResult.Accepted(var stored) => Reply.Ok(
                await scope.Db.ViewAsync(stored, ContentEndpoints.Current(scope, stored), caller, cancellationToken),
                EntityTag.Of(stored.Version)
            ),
            var other => ContentEndpoints.Refusal(other),
        };
    }

    private static string? TagOf(LocalText? text) => text is null ? null : TextView.TagOf(text);

    private static Reply Away(DraftResult.Unavailable unavailable) =>
        Problems.Of(503, unavailable.Code, unavailable.Reason) with
        {
            Headers = unavailable.After is { } after
                ? [new("Retry-After", Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture))]
                : [],
        };
}

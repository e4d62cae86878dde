using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>One language of a content, with an ETag of its own, so that two translators do not meet.</summary>
internal static class TextEndpoints
{
    public static void MapTexts(this IEndpointRouteBuilder routes)
    {
        var texts = routes.MapGroup("/v1/contents/{id}/texts/{language}").WithTags("Contents").Needs(Scopes.Draft);
        texts.MapGet("/", Show).Needs(Scopes.Read).Produces<TextView>();
        texts.MapPut("/", Edit).Audits("text.edit").Produces<TextView>();
    }

    private static async Task<IResult> Show(string id, string language, Caller caller, Store store, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return
            await db.FindContentAsync(id, caller, cancellationToken) is var (stored, content)
            && (await db.ViewAsync(stored, content, caller, cancellationToken)).Texts.GetValueOrDefault(language) is { } text
            ? Reply.Ok(text, text.Etag)
            : Problems.NotFound();
    }

    private static Task<IResult> Edit(
        string id,
        string language,
        Body<TextBody> body,
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
                if (await scope.Db.FindContentAsync(id, caller, cancellationToken) is not var (stored, content))
                {
                    return Problems.NotFound();
                }

                // A language that is not there yet has no ETag to send; nobody's words can be lost by adding it.
                var now = content.Texts.GetValueOrDefault(language);
                if (now is not null && EntityTag.Refusal(context.Request, TextView.TagOf(now)) is { } stale)
                {
                    return stale;
                }

                var problems = new ProblemList();
                var text = body.Value.ToText($"texts.{language}", problems);
                if (now is { Machine: true })
                {
                    // Accepted: what it was drafted from is still what it has to follow.
                    text = text with
                    {
                        BasedOn = text.BasedOn ?? now.BasedOn,
                    };
                }

                return problems.Any
                    ? Problems.Invalid(problems.And(ContentRules.CheckText(language, text)))
                    : await EditAsync(scope, id, language, text, caller, submission, cancellationToken);
            },
            cancellationToken
        );

    private static async Task<Reply> EditAsync(
        WriteScope scope,
        string id,
        string language,
        LocalText text,
        Caller caller,
        Submission submission,
        CancellationToken cancellationToken
    ) =>
        await submission.PutTextAsync(
            scope,
            id,
            language,
            text,
            static _ => true, // looked at in this same transaction
            caller.Person,
            cancellationToken
        ) switch
        {
            SubmissionResult.Accepted(var stored) => await AnswerAsync(scope, stored, language, caller, cancellationToken),
            var other => ContentEndpoints.Refusal(other),
        };

    private static async Task<Reply> AnswerAsync(
        WriteScope scope,
        StoredContent stored,
        string language,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var view = await scope.Db.ViewAsync(stored, ContentEndpoints.Current(scope, stored), caller, cancellationToken);
        return Reply.Ok(view.Texts[language], view.Texts[language].Etag);
    }
}

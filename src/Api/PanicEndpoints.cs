using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts.Safety;

namespace Publisher.Api;

/// <summary>The call for when somebody is in danger. Any valid key may make it.</summary>
internal static class PanicEndpoints
{
    public static void MapPanic(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/panic", Start).WithTags("Stop").NeedsAnyKey().Audits("panic").Produces<PanicView>(201);

    private static Task<IResult> Start(
        Body<PanicBody> body,
        HttpContext context,
        Caller caller,
        Panic panic,
        KeyRegister register,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                var problems = new ProblemList();
                var person = problems.Required("person", body.Value.Person, 40);
                var reason = problems.Required("reason", body.Value.Reason, 500);
                if (problems.Any)
                {
                    return Problems.Invalid(problems);
                }

                var done = await panic.StartAsync(scope, person, reason, caller.Person, cancellationToken);
                scope.AfterCommit(() =>
                {
                    foreach (var key in done.Keys)
                    {
                        register.Forget(key.Hash);
                    }
                });
                return Reply.Created(
                    $"/v1/pauses/{done.Pause.Id}",
                    new PanicView(done.Pause.Id, person, done.Keys.Count, done.CalendarLinks, done.Pause.At)
                );
            },
            cancellationToken
        );
}

internal sealed record PanicBody(string? Person, string? Reason);

/// <param name="PauseId">The pause of everything; two people end it, and with it drafts are shown again.</param>
/// <param name="KeysRevoked">0 when nobody of this alias had a key: look whether it is written as in <c>/v1/api-keys</c>.</param>
internal sealed record PanicView(string PauseId, string Person, int KeysRevoked, int CalendarLinksRevoked, DateTimeOffset At);

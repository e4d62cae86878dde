using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

/// <summary>Stops everything or one channel at once; ending a stop of everything needs two people.</summary>
internal static class PauseEndpoints
{
    private const string EndAct = "pause.end";
    private static readonly string[] _scopes = [Scopes.Publish, Scopes.Takedown];

    public static void MapPauses(this IEndpointRouteBuilder routes)
    {
        var pauses = routes.MapGroup("/v1/pauses").WithTags("Stop").Needs(_scopes);
        pauses.MapPost("/", Start).Audits("pause.start").Produces<PauseView>(201);
        pauses.MapGet("/", List).Needs(Scopes.Read).Produces<PageView<PauseView>>();
        pauses.MapDelete("/{id}", End).Audits("pause.end").Produces(204).Produces<SecondApprovalAsked>(202);
    }

    /// <summary>What the second person's yes does.</summary>
    public static PairedAct EndingAll(IServiceProvider services)
    {
        var pauses = services.GetRequiredService<Pauses>();
        return new PairedAct(
            EndAct,
            _scopes,
            async (scope, id, caller, cancellationToken) =>
            {
                if (await FindAsync(scope, id, caller, cancellationToken) is not { } pause)
                {
                    return Problems.Conflict("conflict", "The pause has ended already.");
                }

                if (caller.Channels is not null)
                {
                    return OnlyItsChannels();
                }

                await pauses.EndAsync(scope, pause, caller.Person, cancellationToken);
                return Reply.Ok(PauseView.Of(pause));
            }
        );
    }

    private static Task<IResult> Start(
        Body<PauseBody> body,
        HttpContext context,
        Caller caller,
        Pauses pauses,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                var problems = new ProblemList();
                var all = body.Value.ReadScope(problems) is PauseScope.All;
                var reason = problems.Required("reason", body.Value.Reason, 500);
                var channelId = all ? null : body.Value.ChannelId;
                if (channelId is not null && !await SeesAsync(scope, channelId, caller, cancellationToken))
                {
                    problems.Add("channelId", "unknown_channel", $"There is no channel {ProblemList.Shown(channelId)}.");
                }

                if (problems.Any)
                {
                    return Problems.Invalid(problems);
                }

                if (all && caller.Channels is not null)
                {
                    return OnlyItsChannels();
                }

                var pause = await pauses.StartAsync(scope, channelId, reason, caller.Person, cancellationToken);
                return Reply.Created($"/v1/pauses/{pause.Id}", PauseView.Of(pause));
            },
            cancellationToken
        );

    /// <summary>Those in force that concern what the key sees.</summary>
    private static async Task<IResult> List(HttpContext context, Caller caller, Store store, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        var after = page.After?[0];
        var visible = caller.Channels;
        var rows = await Pauses
            .InForce(db)
            .Where(pause => visible == null || pause.ChannelId == null || visible.Contains(pause.ChannelId))
            .Where(pause => after == null || string.Compare(pause.Id, after) < 0)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return Reply.Ok(page.View(rows, PauseView.Of, pause => [pause.Id]));
    }

    private static Task<IResult> End(
        string id,
        HttpContext context,
        Caller caller,
        Pauses pauses,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                if (await FindAsync(scope, id, caller, cancellationToken) is not { } pause)
                {
                    return Problems.NotFound();
                }

                if (pause.Scope is PauseScope.All)
                {
                    return caller.Channels is null
                        ? await SecondApprovals.AskAsync(scope, EndAct, pause.Id, caller, cancellationToken)
                        : OnlyItsChannels();
                }

                await pauses.EndAsync(scope, pause, caller.Person, cancellationToken);
                return Reply.NoContent;
            },
            cancellationToken
        );

    private static Task<Pause?> FindAsync(WriteScope scope, string id, Caller caller, CancellationToken cancellationToken)
    {
        var visible = caller.Channels;
        return Pauses
            .InForce(scope.Db)
            .Where(pause => visible == null || pause.ChannelId == null || visible.Contains(pause.ChannelId))
            .FirstOrDefaultAsync(pause => pause.Id == id, cancellationToken);
    }

    private static async Task<bool> SeesAsync(WriteScope scope, string channelId, Caller caller, CancellationToken cancellationToken) =>
        caller.Sees(channelId) && await scope.Db.Channels.AnyAsync(channel => channel.Id == channelId, cancellationToken);

    private static Reply OnlyItsChannels() =>
        Problems.Forbidden("A key limited to channels can pause and resume those channels only, one by one.");
}

internal sealed record PauseBody(string? Scope, string? ChannelId, string? Reason)
{
    public PauseScope? ReadScope(ProblemList problems)
    {
        problems.Required("scope", Scope);
        var scope = problems.OneOf<PauseScope>("scope", Scope);
        switch (scope, ChannelId)
        {
            case (PauseScope.Channel, null or ""):
                problems.Add("channelId", "required", "Say which channel to pause.");
                break;
            case (PauseScope.All, { Length: > 0 }):
                problems.Add(
                    "channelId",
                    "invalid",
                    "A pause of everything names no channel; leave channelId away, or set scope to channel."
                );
                break;
        }

        return scope;
    }
}

/// <param name="Person">Who started it.</param>
internal sealed record PauseView(
    string Id,
    PauseScope Scope,
    string? ChannelId,
    string Reason,
    string Person,
    DateTimeOffset At,
    DateTimeOffset? EndedAt,
    string? EndedBy
)
{
    public static PauseView Of(Pause pause) =>
        new(pause.Id, pause.Scope, pause.ChannelId, pause.Reason, pause.Person, pause.At, pause.EndedAt, pause.EndedBy);
}

using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts.Storage;
using Publisher.Posts.Watch;

namespace Publisher.Api;

/// <summary>What a person must look at, and that somebody did.</summary>
internal static class AlertEndpoints
{
    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/v1/alerts").WithTags("Stop").Needs(Scopes.Read);
        alerts.MapGet("/", List).Produces<PageView<AlertView>>();
        alerts
            .MapPost("/{id}/acknowledge", Acknowledge)
            .Audits("alert.acknowledge")
            .Needs(Scopes.Publish, Scopes.Takedown, Scopes.Channels, Scopes.Webhooks)
            .Produces<AlertView>();
    }

    /// <summary>The newest first; <c>?state=open|acknowledged|resolved</c> and <c>&amp;kind=</c>.</summary>
    private static async Task<IResult> List(HttpContext context, Caller caller, Store store, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        var kind = ReadKind(context.Request, problems);
        var state = context.Request.Query["state"] is [{ Length: > 0 } given] ? given : null;
        if (state is not (null or "open" or "acknowledged" or "resolved"))
        {
            problems.Add("state", "unknown_state", $"“{ProblemList.Shown(state)}” is no state; there are open, acknowledged and resolved.");
        }

        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        var before = page.After?[0];
        var rows = await InState(Visible(db.Alerts, caller), state)
            .Where(alert => kind == null || alert.Kind == kind)
            .Where(alert => before == null || string.Compare(alert.Id, before) < 0)
            .OrderByDescending(alert => alert.Id)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return Reply.Ok(page.View(rows, AlertView.Of, alert => [alert.Id]));
    }

    private static Task<IResult> Acknowledge(
        string id,
        HttpContext context,
        Caller caller,
        Door door,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                if (await Visible(scope.Db.Alerts, caller).FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } alert)
                {
                    return Problems.NotFound();
                }

                alert.Acknowledge(caller.Person, scope.Now);
                return Reply.Ok(AlertView.Of(alert));
            },
            cancellationToken
        );

    /// <summary>Those of channels that the key sees; what is nobody's channel, as webhooks are, only for keys of the whole newsroom.</summary>
    private static IQueryable<Alert> Visible(IQueryable<Alert> alerts, Caller caller)
    {
        var visible = caller.Channels;
        return alerts.Where(alert => visible == null || (alert.ChannelId != null && visible.Contains(alert.ChannelId)));
    }

    private static IQueryable<Alert> InState(IQueryable<Alert> alerts, string? state) =>
        state switch
        {
            "open" => alerts.Where(alert => alert.ResolvedAt == null && alert.AcknowledgedAt == null),
            "acknowledged" => alerts.Where(alert => alert.ResolvedAt == null && alert.AcknowledgedAt != null),
            "resolved" => alerts.Where(alert => alert.ResolvedAt != null),
            _ => alerts,
        };

    private static AlertKind? ReadKind(HttpRequest request, ProblemList problems)
    {
        if (request.Query["kind"] is not [{ Length: > 0 } text])
        {
            return null;
        }

        if (SnakeCase.TryParse<AlertKind>(text, out var kind))
        {
            return kind;
        }

        problems.Add(
            "kind",
            "unknown_kind",
            $"“{ProblemList.Shown(text)}” is no kind of alert; there are {string.Join(", ", SnakeCase.All<AlertKind>())}."
        );
        return null;
    }
}

/// <param name="State"><c>open</c>, <c>acknowledged</c> or <c>resolved</c>.</param>
/// <param name="Cause">A code; null where the kind says it all.</param>
internal sealed record AlertView(
    string Id,
    AlertKind Kind,
    string State,
    string? Cause,
    string? PostId,
    string? ChannelId,
    string? WebhookId,
    DateTimeOffset Since,
    DateTimeOffset RaisedAt,
    string? AcknowledgedBy,
    DateTimeOffset? AcknowledgedAt,
    DateTimeOffset? ResolvedAt
)
{
    public static AlertView Of(Alert alert) =>
        new(
            alert.Id,
            alert.Kind,
            alert.ResolvedAt is not null ? "resolved"
                : alert.AcknowledgedAt is not null ? "acknowledged"
                : "open",
            alert.Cause,
            alert.PostId,
            alert.ChannelId,
            alert.WebhookId,
            alert.Since,
            alert.RaisedAt,
            alert.AcknowledgedBy,
            alert.AcknowledgedAt,
            alert.ResolvedAt
        );
}

using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Keys;
using Publisher.Posts.Storage;

namespace Publisher.Api;

internal static class CalendarLinkEndpoints
{
    private static readonly TimeSpan _past = TimeSpan.FromDays(31);
    private static readonly TimeSpan _future = TimeSpan.FromDays(366);

    public static void MapCalendarLinks(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/v1/calendar-links").WithTags("Posts").Needs(Scopes.Draft, Scopes.Publish);
        links.MapPost("/", Create).Audits("calendar_link.create").Produces<NewCalendarLinkView>(201);
        links.MapGet("/", List).Needs(Scopes.Read).Produces<PageView<CalendarLinkView>>();
        links.MapDelete("/{id}", Revoke).Audits("calendar_link.revoke").Produces(204);
        routes.MapGet("/calendar/{token}.ics", Feed).WithTags("Posts").IsOpen().Produces(200, contentType: "text/calendar");
    }

    private static Task<IResult> Create(HttpContext context, Caller caller, Door door, CancellationToken cancellationToken) =>
        door.WriteAsync(
            context,
            scope =>
            {
                var token = Ids.Secret();
                var link = new CalendarLink
                {
                    Id = scope.NewId("cal_"),
                    TokenHash = Digest.Of(token),
                    Channels = caller.Channels,
                    CreatedBy = caller.Person,
                    CreatedAt = scope.Now,
                };
                scope.Db.CalendarLinks.Add(link);
                var url = $"{context.Request.Scheme}://{context.Request.Host}/calendar/{token}.ics";
                var reply = Reply.Created($"/v1/calendar-links/{link.Id}", NewCalendarLinkView.Of(link, url));
                return Task.FromResult(reply with { ReplayBody = NewCalendarLinkView.Of(link, null) });
            },
            cancellationToken
        );

    private static async Task<IResult> List(HttpContext context, Caller caller, Store store, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        var (after, person) = (page.After?[0], caller.Channels is null ? null : caller.Person);
        var rows = await db
            .CalendarLinks.Where(link => !link.Revoked && (person == null || link.CreatedBy == person))
            .Where(link => after == null || link.Id.CompareTo(after) > 0)
            .OrderBy(link => link.Id)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return Reply.Ok(page.View(rows, CalendarLinkView.Of, link => [link.Id]));
    }

    private static Task<IResult> Revoke(string id, HttpContext context, Caller caller, Door door, CancellationToken cancellationToken) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                var link = await scope.Db.CalendarLinks.FindAsync([id], cancellationToken);
                if (link is null or { Revoked: true } || (caller.Channels is not null && link.CreatedBy != caller.Person))
                {
                    return Problems.NotFound();
                }

                link.Revoked = true;
                return Reply.NoContent;
            },
            cancellationToken
        );

    private static async Task<IResult> Feed(string token, Store store, TimeProvider time, CancellationToken cancellationToken)
    {
        var hash = Digest.Of(token);
        await using var db = store.Read();
        if (await db.CalendarLinks.FirstOrDefaultAsync(row => row.TokenHash == hash && !row.Revoked, cancellationToken) is not { } link)
        {
            return Problems.NotFound();
        }

        var now = time.GetUtcNow();
        var posts = await PostCalendar.ReadAsync(db, now - _past, now + _future, link.Channels, cancellationToken);
        var names = await db.Channels.ToDictionaryAsync(channel => channel.Id, channel => channel.Name, cancellationToken);
        return TypedResults.Text(Write(posts.Take(PostCalendar.MostPosts), names, now), "text/calendar; charset=utf-8");
    }

    // Calendars lie on phones and at their makers' servers: where and when, but never what.
    private static string? Write(IEnumerable<CalendarPost> posts, Dictionary<string, string> names, DateTimeOffset now)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Publisher//Calendar//EN" };
        foreach (var post in posts)
        {
            calendar.Events.Add(
                new CalendarEvent
                {
                    Uid = post.Id,
                    DtStamp = new CalDateTime(now.UtcDateTime, "UTC"),
                    Start = new CalDateTime(post.PublishAt.UtcDateTime, "UTC"),
                    Summary = $"{names.GetValueOrDefault(post.ChannelId, post.Network)} · {post.Language} · {SnakeCase.Of(post.State)}",
                    Url = post.Url is null ? null : new Uri(post.Url),
                    Status = post.State is PostState.Cancelled or PostState.Abandoned or PostState.Missed
                        ? EventStatus.Cancelled
                        : EventStatus.Confirmed,
                }
            );
        }

        return new CalendarSerializer().SerializeToString(calendar);
    }
}

internal sealed record CalendarLinkView(string Id, IReadOnlyList<string>? Channels, string CreatedBy, DateTimeOffset CreatedAt)
{
    public static CalendarLinkView Of(CalendarLink link) => new(link.Id, link.Channels, link.CreatedBy, link.CreatedAt);
}

/// <param name="Url">Whoever has it can read the calendar; shown this once, null when the request is repeated.</param>
internal sealed record NewCalendarLinkView(
    string Id,
    string? Url,
    IReadOnlyList<string>? Channels,
    string CreatedBy,
    DateTimeOffset CreatedAt
)
{
    public static NewCalendarLinkView Of(CalendarLink link, string? url) =>
        new(link.Id, url, link.Channels, link.CreatedBy, link.CreatedAt);
}

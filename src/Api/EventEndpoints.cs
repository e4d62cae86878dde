using System.Globalization;
using System.Text.Json.Nodes;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Webhooks;

namespace Publisher.Api;

internal static class EventEndpoints
{
    private const int LongestWait = 60;

    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/events", List).WithTags("Webhooks").Needs(Scopes.Read).Produces<EventPageView>();

    private static async Task<IResult> List(HttpContext context, Caller caller, EventFeed feed, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        var wait = Wait(context.Request, problems);
        var after = await AfterAsync(page.After?[0] ?? context.Request.Query["after"].ToString(), feed, problems, cancellationToken);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        var events = await feed.ReadAsync(after, page.Limit, caller.Channels, wait, cancellationToken);
        return Reply.Ok(EventPageView.Of(events));
    }

    private static TimeSpan Wait(HttpRequest request, ProblemList problems)
    {
        var seconds = 0;
        if (
            request.Query["wait"] is [{ Length: > 0 } text]
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) || seconds > LongestWait)
        )
        {
            problems.Add(
                "wait",
                "out_of_range",
                $"wait must be a number of seconds from 0 to {LongestWait}; it is “{ProblemList.Shown(text)}”."
            );
        }

        return TimeSpan.FromSeconds(Math.Min(seconds, LongestWait));
    }

    private static async Task<long> AfterAsync(string given, EventFeed feed, ProblemList problems, CancellationToken cancellationToken)
    {
        if (given.Length is 0)
        {
            return 0;
        }

        if (long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return sequence;
        }

        if (await feed.SequenceOfAsync(given, cancellationToken) is { } found)
        {
            return found;
        }

        problems.Add("after", "unknown_event", "after must be the id or the sequence of an event that this list gave.");
        return 0;
    }
}

/// <param name="NextCursor">Set when there are more already.</param>
/// <param name="After">What to ask for next, also when nothing came.</param>
internal sealed record EventPageView(IReadOnlyList<EventView> Items, string? NextCursor, string After)
{
    public static EventPageView Of(EventPage page)
    {
        var after = page.After.ToString(CultureInfo.InvariantCulture);
        return new([.. page.Items.Select(EventView.Of)], page.More ? after : null, after);
    }
}

/// <param name="Id">The same as <c>webhook-id</c>.</param>
/// <param name="Sequence">Grows with every event.</param>
internal sealed record EventView(string Id, long Sequence, string Type, DateTimeOffset Timestamp, JsonNode? Data)
{
    public static EventView Of(StoredEvent told) => new(told.Id, told.Sequence, told.Type, told.At, JsonNode.Parse(told.Data));
}

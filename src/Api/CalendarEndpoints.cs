using System.Globalization;
using Publisher.Api.Conventions;
using Publisher.Api.Keys;
using Publisher.Posts;
using Publisher.Posts.Storage;

namespace Publisher.Api;

internal static class CalendarEndpoints
{
    private const int MostDays = 366;
    private const int DaysShown = 31;

    public static void MapCalendar(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/calendar", Show).WithTags("Posts").Needs(Scopes.Read).Produces<CalendarView>();
        routes.MapGet("/v1/channels/{id}/queue", Queue).WithTags("Channels").Needs(Scopes.Read).Produces<QueueView>();
    }

    private static async Task<IResult> Show(
        string? from,
        string? to,
        string? timezone,
        Caller caller,
        Store store,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        var zone = timezone is { Length: > 0 } ? timezone : "UTC";
        if (!WallTime.IsTimeZone(zone))
        {
            problems.Add("timezone", "unknown_time_zone", $"“{ProblemList.Shown(zone)}” is no IANA time zone; write it like Asia/Yerevan.");
            return Problems.Invalid(problems);
        }

        var start =
            Moment(problems, "from", from, zone, dayAfter: false) ?? WallTime.StartOfDay(WallTime.DateAt(time.GetUtcNow(), zone), zone);
        var end = Moment(problems, "to", to, zone, dayAfter: true) ?? start.AddDays(DaysShown);
        if (!problems.Any && (end < start || end - start > TimeSpan.FromDays(MostDays) + TimeSpan.FromHours(2)))
        {
            problems.Add(
                "to",
                "out_of_range",
                $"A calendar shows at most {MostDays} days, from an earlier to a later one; these are {(end - start).TotalDays:0.#} days."
            );
        }

        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        return Reply.Ok(CalendarView.Of(await PostCalendar.ReadAsync(db, start, end, caller.Channels, cancellationToken), zone));
    }

    private static async Task<IResult> Queue(string id, Caller caller, Store store, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        return caller.Sees(id) && await QueueView.OfAsync(db, id, time.GetUtcNow(), cancellationToken) is { } queue
            ? Reply.Ok(queue)
            : Problems.NotFound();
    }

    /// <summary>A day of the place, or a moment with an offset. An end that is a day includes it.</summary>
    private static DateTimeOffset? Moment(ProblemList problems, string field, string? value, string zone, bool dayAfter)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return problems.Time(field, value);
        }

        if (date.Year is >= 1900 and < 9999)
        {
            return WallTime.StartOfDay(dayAfter ? date.AddDays(1) : date, zone);
        }

        problems.Add(field, "out_of_range", $"{field} must lie between the years 1900 and 9998.");
        return null;
    }
}

/// <param name="NextFrom">Set when there are more posts than one answer holds: ask again from there.</param>
internal sealed record CalendarView(IReadOnlyList<CalendarDay> Days, DateTimeOffset? NextFrom)
{
    public static CalendarView Of(IReadOnlyList<CalendarPost> posts, string timeZone)
    {
        var shown = posts.Take(PostCalendar.MostPosts);
        var days = shown.GroupBy(post => WallTime.DateAt(post.PublishAt, timeZone)).Select(day => new CalendarDay(day.Key, [.. day]));
        return new([.. days], posts.Count > PostCalendar.MostPosts ? posts[^1].PublishAt : null);
    }
}

internal sealed record CalendarDay(DateOnly Date, IReadOnlyList<CalendarPost> Posts);

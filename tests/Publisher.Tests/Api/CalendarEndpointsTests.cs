using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Publisher.Channels;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Api;

public sealed class CalendarEndpointsTests : IAsyncLifetime
{
    private readonly PublisherApp _app = new(new FakeTimeProvider(At("2026-11-30T09:00:00+04:00")));
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync() => _client = await _app.ClientForAsync("editor", "read", "publish");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Posts_stand_under_the_day_they_have_at_the_place()
    {
        await SeedAsync(("p_1", "2026-12-01T23:30:00+04:00"), ("p_2", "2026-12-02T00:30:00+04:00"), ("p_3", "2026-12-02T10:00:00+04:00"));

        var there = await _client.Get("/v1/calendar?from=2026-12-01&to=2026-12-31&timezone=Asia/Yerevan").JsonAsync();
        var elsewhere = await _client.Get("/v1/calendar?from=2026-12-01&to=2026-12-31&timezone=UTC").JsonAsync();

        Assert.Equal(["2026-12-01: p_1", "2026-12-02: p_2 p_3"], Days(there));
        Assert.Equal(["2026-12-01: p_1 p_2", "2026-12-02: p_3"], Days(elsewhere));
    }

    [Fact]
    public async Task A_range_includes_its_last_day_and_nothing_beyond()
    {
        await SeedAsync(
            ("p_1", "2026-11-30T23:59:59+04:00"),
            ("p_2", "2026-12-01T00:00:00+04:00"),
            ("p_3", "2026-12-01T23:59:59+04:00"),
            ("p_4", "2026-12-02T00:00:00+04:00")
        );

        var byDay = await _client.Get("/v1/calendar?from=2026-12-01&to=2026-12-01&timezone=Asia/Yerevan").JsonAsync();
        var byMoment = await _client
            .Get("/v1/calendar?from=2026-12-01T00:00:00%2B04:00&to=2026-12-01T23:59:59%2B04:00&timezone=Asia/Yerevan")
            .JsonAsync();

        Assert.Equal(["2026-12-01: p_2 p_3"], Days(byDay));
        Assert.Equal(["2026-12-01: p_2"], Days(byMoment));
    }

    [Theory]
    [InlineData("from=2026-01-01&to=2027-06-01", "to", "out_of_range")]
    [InlineData("from=2026-12-02&to=2026-11-01", "to", "out_of_range")]
    [InlineData("from=2026-12-01T09:00:00", "from", "invalid_time")]
    [InlineData("from=yesterday", "from", "invalid_time")]
    [InlineData("timezone=Asia/Erewan", "timezone", "unknown_time_zone")]
    public async Task A_range_that_cannot_be_shown_is_refused_with_the_field(string query, string field, string code)
    {
        var problem = await _client.Get($"/v1/calendar?{query}").JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal((field, code), (problem.Items("errors")[0].Text("field"), problem.Items("errors")[0].Text("code")));
    }

    [Fact]
    public async Task A_whole_leap_year_can_be_shown()
    {
        await _client.Get("/v1/calendar?from=2028-01-01&to=2028-12-31&timezone=Europe/Berlin").JsonAsync();
    }

    [Fact]
    public async Task A_key_limited_to_channels_sees_only_their_posts()
    {
        await SeedAsync(("p_1", "2026-12-01T10:00:00+04:00"));
        using var limited = await _app.LimitedClientAsync("guest", ["ch_other"], "read");

        Assert.Empty((await limited.Get("/v1/calendar").JsonAsync()).Items("days"));
        await limited.Get("/v1/channels/ch_1/queue").CodeAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_does_not_fit_one_answer_is_asked_for_from_the_next_post_on()
    {
        await SeedManyAsync(PostCalendar.MostPosts + 5);

        var first = await _client.Get("/v1/calendar?from=2026-12-01&to=2027-11-30").JsonAsync();
        var from = Uri.EscapeDataString(first.Text("nextFrom"));
        var second = await _client.Get($"/v1/calendar?from={from}&to=2027-11-30").JsonAsync();

        Assert.Equal(PostCalendar.MostPosts, first.Items("days").Sum(day => day.Items("posts").Count));
        Assert.Equal(5, second.Items("days").Sum(day => day.Items("posts").Count));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextFrom").ValueKind);
    }

    [Fact]
    public async Task The_calendar_reads_the_index_of_times_and_never_all_posts()
    {
        await using var db = _app.Store.Read();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = PostCalendar
            .Query(db, At("2026-12-01T00:00:00Z"), At("2026-12-31T00:00:00Z"), channels: null)
            .CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;

        var plan = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            plan.Add(reader.GetString(3));
        }

        Assert.Contains(
            plan,
            step =>
                step.Contains("USING INDEX", StringComparison.Ordinal) && step.Contains("publish_at>", StringComparison.OrdinalIgnoreCase)
        );
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "https://social.example/2", null, "https://social.example/2")]
    [InlineData("https://social.example/1", null, "https://social.example/3", "https://social.example/1")]
    [InlineData(null, null, null, null)]
    public async Task A_post_in_parts_has_the_same_address_in_the_calendar_as_in_the_list(
        string? first,
        string? second,
        string? third,
        string? shown
    )
    {
        var at = At("2026-12-01T10:00:00+04:00");
        await _app.Store.WriteAsync(
            scope =>
            {
                var post = scope.AddPost(scope.AddChannel("ch_1"), "p_1", at, parts: 3);
                foreach (var link in (string?[])[first, second, third])
                {
                    post.Begin("owner", TimeSpan.FromMinutes(1), at);
                    post.Record(new Outcome.Published(new RemoteId("r"), link is null ? null : new Uri(link)), at);
                }

                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );

        var inCalendar = await _client.Get("/v1/calendar?from=2026-12-01&to=2026-12-01&timezone=Asia/Yerevan").JsonAsync();
        var inList = await _client.Get("/v1/posts").JsonAsync();

        Assert.Equal(shown, inCalendar.Items("days")[0].Items("posts")[0].GetProperty("url").GetString());
        Assert.Equal(shown, inList.Items()[0].GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_queue_shows_what_waits_and_the_next_free_slot()
    {
        await SeedAsync(("p_2", "2026-12-04T09:00:00+04:00"), ("p_1", "2026-11-30T12:00:00+04:00"));

        var queue = await _client.Get("/v1/channels/ch_1/queue").JsonAsync();

        Assert.Equal(["p_1", "p_2"], queue.Items().Select(item => item.Text("postId")));
        Assert.Equal(At("2026-12-04T09:00:00+04:00"), queue.Items()[1].GetProperty("at").GetDateTimeOffset());
        Assert.Equal(At("2026-12-07T09:00:00+04:00"), queue.GetProperty("nextFreeAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_calendar_link_is_read_without_a_key_until_it_is_revoked_and_tells_no_titles()
    {
        await SeedAsync(("p_1", "2026-12-01T10:00:00+04:00"));
        using var anybody = _app.ClientWith(null);
        var link = await _client.Post("/v1/calendar-links").JsonAsync(HttpStatusCode.Created);
        var path = new Uri(link.Text("url")).AbsolutePath;

        using var read = await anybody.Get(path);
        var text = await read.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var revoked = await _client.Delete($"/v1/calendar-links/{link.Text("id")}");
        using var afterwards = await anybody.Get(path);

        Assert.EndsWith(".ics", path, StringComparison.Ordinal);
        Assert.Equal("text/calendar", read.Content.Headers.ContentType?.MediaType);
        Assert.Contains("DTSTART:20261201T060000Z", text, StringComparison.Ordinal);
        Assert.Contains("UID:p_1", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, afterwards.StatusCode);
        Assert.Empty((await _client.Get("/v1/calendar-links").JsonAsync()).Items());
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Days(JsonElement calendar) =>
        calendar.Items("days").Select(day => $"{day.Text("date")}: {string.Join(' ', day.Items("posts").Select(post => post.Text("id")))}");

    private Task SeedAsync(params (string Id, string At)[] posts) =>
        _app.Store.WriteAsync(
            scope =>
            {
                var slot = new Slot([DayOfWeek.Monday, DayOfWeek.Friday], new TimeOnly(9, 0), "Asia/Yerevan");
                var channel = scope.AddChannel("ch_1", slot);
                Array.ForEach(posts, post => scope.AddPost(channel, post.Id, At(post.At)));
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );

    private Task SeedManyAsync(int count) =>
        _app.Store.WriteAsync(
            scope =>
            {
                var channel = scope.AddChannel("ch_1");
                for (var number = 0; number < count; number++)
                {
                    scope.AddPost(channel, $"p_{number:D6}", At("2026-12-02T00:00:00+00:00").AddMinutes(number));
                }

                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );
}

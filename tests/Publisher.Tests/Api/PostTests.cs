using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Publisher.Tests.Api;

public sealed class PostTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
    private readonly PublisherApp _app;

    public PostTests() => _app = new PublisherApp(_time);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task An_approved_piece_is_scheduled_moved_and_cancelled()
    {
        using var client = await _app.ClientForAsync("planner");
        var channel = await Pieces.NewChannelAsync(client);
        var content = await Pieces.ApprovedAsync(_app, channel);

        var made = await client
            .Post(
                "/v1/posts",
                new
                {
                    contentId = content,
                    channels = new[] { channel },
                    publishAt = "2026-12-01T09:00:00+04:00",
                    timezone = "Asia/Yerevan",
                    latenessLimit = "PT6H",
                }
            )
            .JsonAsync(HttpStatusCode.Created);
        var post = Assert.Single(made.Items()).Text("id");
        var moved = await client.Patch($"/v1/posts/{post}", new { publishAt = "2026-12-02T09:00:00+04:00" }).JsonAsync();
        var cancelled = await client.Post($"/v1/posts/{post}/cancel").JsonAsync();

        Assert.Equal("scheduled", made.Items()[0].Text("state"));
        Assert.Equal("Asia/Yerevan", made.Items()[0].Text("timezone"));
        Assert.Equal(new DateTimeOffset(2026, 12, 2, 5, 0, 0, TimeSpan.Zero), moved.GetProperty("publishAt").GetDateTimeOffset());
        Assert.Equal("cancelled", cancelled.Text("state"));
    }

    [Fact]
    public async Task A_second_live_post_is_a_conflict_that_names_the_first()
    {
        using var client = await _app.ClientForAsync("planner");
        var channel = await Pieces.NewChannelAsync(client);
        var content = await Pieces.ApprovedAsync(_app, channel);
        var order = new
        {
            contentId = content,
            channels = new[] { channel },
            publishAt = "2026-12-01T09:00:00+04:00",
        };
        var first = (await client.Post("/v1/posts", order).JsonAsync(HttpStatusCode.Created)).Items()[0].Text("id");

        var problem = await client.Post("/v1/posts", order).JsonAsync(HttpStatusCode.Conflict);

        Assert.Equal("already_posted", problem.Text("code"));
        Assert.Equal(first, problem.Text("postId"));
    }

    [Theory]
    [InlineData("""{"publishAt":"2026-12-01T09:00:00"}""", "publishAt", "invalid_time")]
    [InlineData("""{"publishAt":"2026-11-01T09:00:00Z"}""", "publishAt", "in_the_past")]
    [InlineData("""{"publishAt":"2026-12-01T09:00:00+05:00","timezone":"Asia/Yerevan"}""", null, "offset_mismatch")]
    [InlineData("""{"publishAt":"2027-03-28T02:30:00+01:00","timezone":"Europe/Berlin"}""", null, "dst_gap")]
    [InlineData("""{"publishAt":"2026-12-01T09:00:00+04:00","timezone":"Asia/Nowhere"}""", null, "unknown_time_zone")]
    [InlineData("""{"queue":true}""", "channels[0]", "no_slots")]
    [InlineData("""{"queue":true,"now":true}""", "publishAt", "required")]
    public async Task A_time_that_cannot_be_meant_is_refused(string when, string? field, string code)
    {
        using var client = await _app.ClientForAsync("planner");
        var channel = await Pieces.NewChannelAsync(client);
        var content = await Pieces.ApprovedAsync(_app, channel);

        var problem = await client
            .Post("/v1/posts", $$"""{"contentId":"{{content}}","channels":["{{channel}}"],{{when[1..]}}""")
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        var error = Assert.Single(problem.Items("errors"));
        Assert.Equal(code, error.Text("code"));
        Assert.True(field is null || error.Text("field") == field);
    }

    [Fact]
    public async Task What_is_not_approved_does_not_go_out()
    {
        using var client = await _app.ClientForAsync("planner");
        var channel = await Pieces.NewChannelAsync(client);
        var content = (await Pieces.NewContentAsync(client, channel)).Text("id");
        await client.Get($"/v1/contents/{content}/variants?wait=5").JsonAsync();

        var code = await client
            .Post(
                "/v1/posts",
                new
                {
                    contentId = content,
                    channels = new[] { channel },
                    now = true,
                }
            )
            .CodeAsync(HttpStatusCode.Conflict);

        Assert.Equal("not_approved", code);
    }

    [Fact]
    public async Task Posts_are_listed_by_state_channel_and_time_page_by_page()
    {
        using var client = await _app.ClientForAsync("planner");
        var channel = await Pieces.NewChannelAsync(client);
        var ids = new List<string>();
        for (var day = 1; day <= 3; day++)
        {
            var order = new
            {
                contentId = await Pieces.ApprovedAsync(_app, channel),
                channels = new[] { channel },
                publishAt = $"2026-12-0{day}T09:00:00Z",
            };
            ids.Add((await client.Post("/v1/posts", order).JsonAsync(HttpStatusCode.Created)).Items()[0].Text("id"));
        }

        var first = await client.Get($"/v1/posts?limit=2&state=scheduled&channel={channel}").JsonAsync();
        var rest = await client.Get($"/v1/posts?limit=2&state=scheduled&channel={channel}&cursor={first.Text("nextCursor")}").JsonAsync();
        var window = await client.Get("/v1/posts?from=2026-12-02T00:00:00Z&to=2026-12-03T00:00:00Z").JsonAsync();

        ids.Reverse();
        Assert.Equal(ids, [.. first.Items().Concat(rest.Items()).Select(post => post.Text("id"))]);
        Assert.Equal(ids[1], Assert.Single(window.Items()).Text("id"));
    }

    [Fact]
    public async Task A_takedown_cancels_what_waits_and_answers_for_every_channel()
    {
        using var client = await _app.ClientForAsync("planner");
        var channel = await Pieces.NewChannelAsync(client);
        var content = await Pieces.ApprovedAsync(_app, channel);
        var order = new
        {
            contentId = content,
            channels = new[] { channel },
            publishAt = "2026-12-01T09:00:00Z",
        };
        await client.Post("/v1/posts", order).JsonAsync(HttpStatusCode.Created);

        var started = await client
            .Post($"/v1/contents/{content}/takedown", new { reason = "a source asked" })
            .JsonAsync(HttpStatusCode.Accepted);
        var polled = await client.Get($"/v1/takedowns/{started.Text("id")}").JsonAsync();

        Assert.Equal("cancelled", Assert.Single(polled.Items("results")).Text("result"));
        Assert.Equal("taken_down", (await client.Get($"/v1/contents/{content}").JsonAsync()).Text("state"));
    }
}

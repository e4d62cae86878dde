using System.Net;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Api;

[Trait("Requirement", "REL-15")]
public sealed class PauseEndpointsTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_channel_is_paused_shown_as_paused_and_resumed_by_one_person()
    {
        await AddChannelAsync("ch_1");
        using var lead = await _app.ClientForAsync("lead");

        var pause = await lead.Post("/v1/pauses", Channel("ch_1")).JsonAsync(HttpStatusCode.Created);
        var listed = (await lead.Get("/v1/pauses").JsonAsync()).Items();
        var channel = await lead.Get("/v1/channels/ch_1").JsonAsync();
        using var ended = await lead.Delete($"/v1/pauses/{pause.Text("id")}");

        Assert.Equal(("channel", "ch_1", "lead"), (pause.Text("scope"), pause.Text("channelId"), pause.Text("person")));
        Assert.Equal(pause.Text("id"), Assert.Single(listed).Text("id"));
        Assert.Equal("paused", channel.Text("state"));
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Empty((await lead.Get("/v1/pauses").JsonAsync()).Items());
        Assert.Equal("ok", (await lead.Get("/v1/channels/ch_1").JsonAsync()).Text("state"));
        Assert.Equal(["pause.started", "pause.ended"], await EventsAsync());
    }

    [Fact]
    public async Task A_stop_of_everything_ends_when_a_second_person_wants_it_too()
    {
        using var lead = await _app.ClientForAsync("lead");
        using var editor = await _app.ClientForAsync("editor");
        var pause = await lead.Post("/v1/pauses", All).JsonAsync(HttpStatusCode.Created);

        var asked = await AskAsync(lead, pause.Text("id"));
        var again = await AskAsync(lead, pause.Text("id"));
        var approval = $"/v1/second-approvals/{asked.Text("approvalId")}";
        Assert.Equal(asked.Text("approvalId"), again.Text("approvalId"));
        Assert.Equal("own_request", await lead.Post(approval).CodeAsync(HttpStatusCode.Forbidden));
        Assert.Single((await lead.Get("/v1/pauses").JsonAsync()).Items());
        Assert.Equal("pause.end", Assert.Single((await editor.Get("/v1/second-approvals").JsonAsync()).Items()).Text("act"));

        var ended = await editor.Post(approval).JsonAsync();

        Assert.Equal((pause.Text("id"), "editor"), (ended.Text("id"), ended.Text("endedBy")));
        Assert.Empty((await lead.Get("/v1/pauses").JsonAsync()).Items());
        Assert.Equal("conflict", await editor.Post(approval).CodeAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_second_key_of_the_same_person_is_no_second_person()
    {
        using var lead = await _app.ClientForAsync("lead");
        using var other = await _app.ClientForAsync("lead", "publish");
        var pause = await lead.Post("/v1/pauses", All).JsonAsync(HttpStatusCode.Created);

        var asked = await AskAsync(lead, pause.Text("id"));

        Assert.Equal(
            "own_request",
            await other.Post($"/v1/second-approvals/{asked.Text("approvalId")}").CodeAsync(HttpStatusCode.Forbidden)
        );
    }

    [Fact]
    public async Task A_wish_that_nobody_approves_in_a_day_lapses()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = new PublisherApp(time);
        using var lead = await app.ClientForAsync("lead");
        using var editor = await app.ClientForAsync("editor");
        var pause = await lead.Post("/v1/pauses", All).JsonAsync(HttpStatusCode.Created);
        var asked = await AskAsync(lead, pause.Text("id"));

        time.Advance(SecondApproval.Lasts);

        Assert.Equal("expired", await editor.Post($"/v1/second-approvals/{asked.Text("approvalId")}").CodeAsync(HttpStatusCode.Conflict));
        Assert.NotEqual(asked.Text("approvalId"), (await AskAsync(lead, pause.Text("id"))).Text("approvalId"));
    }

    [Fact]
    public async Task A_key_limited_to_channels_pauses_only_those()
    {
        await AddChannelAsync("ch_1");
        await AddChannelAsync("ch_2");
        using var lead = await _app.ClientForAsync("lead");
        using var limited = await _app.LimitedClientAsync("volunteer", ["ch_1"]);
        var other = await lead.Post("/v1/pauses", Channel("ch_2")).JsonAsync(HttpStatusCode.Created);

        Assert.Equal("forbidden", await limited.Post("/v1/pauses", All).CodeAsync(HttpStatusCode.Forbidden));
        Assert.Equal("invalid", await limited.Post("/v1/pauses", Channel("ch_2")).CodeAsync(HttpStatusCode.UnprocessableEntity));
        await limited.Post("/v1/pauses", Channel("ch_1")).JsonAsync(HttpStatusCode.Created);
        Assert.Single((await limited.Get("/v1/pauses").JsonAsync()).Items());
        using var foreign = await limited.Delete($"/v1/pauses/{other.Text("id")}");
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_with_a_pause_is_told_at_once()
    {
        using var lead = await _app.ClientForAsync("lead");

        var nothing = await lead.Post("/v1/pauses", new { }).JsonAsync(HttpStatusCode.UnprocessableEntity);
        var nowhere = await lead.Post("/v1/pauses", new { scope = "channel" }).JsonAsync(HttpStatusCode.UnprocessableEntity);
        var both = await lead.Post(
                "/v1/pauses",
                new
                {
                    scope = "all",
                    channelId = "ch_1",
                    reason = "x",
                }
            )
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["scope", "reason"], nothing.Items("errors").Select(error => error.Text("field")));
        Assert.Equal(["channelId", "reason"], nowhere.Items("errors").Select(error => error.Text("field")));
        Assert.Equal(["channelId"], both.Items("errors").Select(error => error.Text("field")));
    }

    [Fact]
    public async Task A_held_post_says_so_in_its_view_and_in_the_queue()
    {
        await _app.Store.WriteAsync(
            scope =>
            {
                scope.AddPost(scope.AddChannel("ch_1"), "p_1", scope.Now + TimeSpan.FromHours(1));
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );
        using var lead = await _app.ClientForAsync("lead");
        var before = await lead.Get("/v1/posts/p_1").JsonAsync();
        await lead.Post("/v1/pauses", All).JsonAsync(HttpStatusCode.Created);

        var post = await lead.Get("/v1/posts/p_1").JsonAsync();
        var queue = await lead.Get("/v1/channels/ch_1/queue").JsonAsync();

        Assert.Null(before.GetProperty("cause").GetString());
        Assert.Equal("paused", post.Text("cause"));
        Assert.Contains("An arrest is reported.", post.Text("explanation"), StringComparison.Ordinal);
        Assert.Equal("paused", Assert.Single(queue.Items()).Text("cause"));
    }

    private static object All => new { scope = "all", reason = "An arrest is reported." };

    private static object Channel(string id) =>
        new
        {
            scope = "channel",
            channelId = id,
            reason = "The account was broken into.",
        };

    private static async Task<System.Text.Json.JsonElement> AskAsync(HttpClient client, string pause) =>
        await client.Delete($"/v1/pauses/{pause}").JsonAsync(HttpStatusCode.Accepted);

    private Task AddChannelAsync(string id) =>
        _app.Store.WriteAsync(scope => Task.FromResult(scope.AddChannel(id)), TestContext.Current.CancellationToken);

    private async Task<List<string>> EventsAsync()
    {
        await using var db = _app.Store.Read();
        return await db.Events.OrderBy(row => row.Sequence).Select(row => row.Type).ToListAsync(TestContext.Current.CancellationToken);
    }
}

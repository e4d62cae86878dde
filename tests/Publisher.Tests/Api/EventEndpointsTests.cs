using System.Net;
using System.Text.Json;
using Publisher.Posts;

namespace Publisher.Tests.Api;

public sealed class EventEndpointsTests : IAsyncLifetime
{
    private readonly PublisherApp _app = new();
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync() => _client = await _app.ClientForAsync("reader", "read");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Events_come_in_their_order_and_from_where_one_left_off()
    {
        var first = await ReadAsync("");
        await TellAsync("ch_1");
        await TellAsync("ch_2");
        await TellAsync("ch_3");

        var some = await ReadAsync($"after={first.Text("after")}&limit=2");
        var rest = await ReadAsync($"after={some.Text("nextCursor")}");
        var byId = await ReadAsync($"after={some.Items()[0].Text("id")}");

        Assert.Equal(["ch_1", "ch_2"], Channels(some));
        Assert.Equal(["ch_3"], Channels(rest));
        Assert.Equal(["ch_2", "ch_3"], Channels(byId));
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("nextCursor").ValueKind);
        Assert.Equal("post.published", some.Items()[0].Text("type"));
    }

    [Fact]
    public async Task A_long_poll_answers_as_soon_as_something_happens()
    {
        var after = (await ReadAsync("")).Text("after");
        var start = TimeProvider.System.GetTimestamp();

        var waiting = ReadAsync($"after={after}&wait=30");
        await TellAsync("ch_1");

        Assert.Equal(["ch_1"], Channels(await waiting));
        Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task A_long_poll_without_events_ends_empty_and_says_where_to_go_on()
    {
        var after = (await ReadAsync("")).Text("after");

        var page = await ReadAsync($"after={after}&wait=1");

        Assert.Empty(page.Items());
        Assert.Equal(after, page.Text("after"));
    }

    [Fact]
    public async Task A_key_limited_to_channels_sees_only_their_events()
    {
        using var limited = await _app.LimitedClientAsync("guest", ["ch_2"], "read");
        for (var told = 0; told < 30; told++)
        {
            await TellAsync("ch_1");
        }

        await TellAsync("ch_2");
        await _app.Store.WriteAsync(
            scope =>
            {
                scope.Tell(EventTypes.KeyCreated, new { Person = "admin" });
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(["ch_2"], Channels(await limited.Get("/v1/events?limit=5").JsonAsync()));
    }

    [Theory]
    [InlineData("wait=61", "wait")]
    [InlineData("wait=soon", "wait")]
    [InlineData("after=evt_none", "after")]
    [InlineData("limit=201", "limit")]
    public async Task A_question_that_cannot_be_answered_names_the_field(string query, string field)
    {
        var problem = await _client.Get($"/v1/events?{query}").JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(field, problem.Items("errors").Single().Text("field"));
    }

    private Task<JsonElement> ReadAsync(string query) => _client.Get($"/v1/events?{query}").JsonAsync();

    private static IEnumerable<string> Channels(JsonElement page) =>
        page.Items().Select(told => told.GetProperty("data").Text("channelId"));

    private Task TellAsync(string channelId) =>
        _app.Store.WriteAsync(
            scope =>
            {
                scope.Tell(EventTypes.PostPublished, new { ChannelId = channelId });
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );
}

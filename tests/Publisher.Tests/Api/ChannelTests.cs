using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Publisher.Tests.Api;

public sealed class ChannelTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    [Trait("Requirement", "SEC-14")]
    public async Task Credentials_are_encrypted_and_never_shown()
    {
        using var client = await _app.ClientForAsync("planner");
        var id = await Pieces.NewChannelAsync(client);

        using var answer = await client.Get($"/v1/channels/{id}");
        var shown = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        await using var db = _app.Store.Read();
        var row = await db.Channels.SingleAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("sandbox-token", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("credentials", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("sandbox-token", row.Credentials, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_wrong_with_a_channel_is_told_at_once()
    {
        using var client = await _app.ClientForAsync("planner");

        var problem = await client
            .Post(
                "/v1/channels",
                new
                {
                    name = "",
                    network = "mastodon",
                    format = "vertical_video",
                    language = "xx-nonsense-language",
                    settings = new { baseUrl = "http://10.0.0.1", colour = "red" },
                    credentials = new { },
                    slots = new[]
                    {
                        new
                        {
                            days = new[] { "noday" },
                            time = "9",
                            timezone = "Mars/Base",
                        },
                    },
                    minGap = "ten minutes",
                    delivery = "pigeon",
                }
            )
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        string[] expected =
        [
            "name",
            "format",
            "language",
            "settings.baseUrl",
            "settings.colour",
            "credentials.accessToken",
            "slots[0].days[0]",
            "slots[0].time",
            "slots[0].timezone",
            "minGap",
            "delivery",
        ];
        Assert.Equal(expected.Order(), problem.Items("errors").Select(error => error.Text("field")).Order());
    }

    [Fact]
    public async Task An_unknown_network_names_the_known_ones()
    {
        using var client = await _app.ClientForAsync("planner");

        var problem = await client
            .Post("/v1/channels", """{"name":"x","network":"friendster","format":"short_text","language":"en"}""")
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("mastodon", Assert.Single(problem.Items("errors")).Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_settings_void_the_approval_of_what_is_not_out_yet()
    {
        using var client = await _app.ClientForAsync("planner");
        var id = await Pieces.NewChannelAsync(client);
        var content = await Pieces.ApprovedAsync(_app, id);
        using var read = await client.Get($"/v1/channels/{id}");
        var changed = new
        {
            name = "Short news",
            network = "mastodon",
            format = "short_text",
            language = "en",
            settings = new { baseUrl = "https://social.example", visibility = "unlisted" },
        };

        var missing = await client.Put($"/v1/channels/{id}", changed).CodeAsync(HttpStatusCode.PreconditionRequired);
        await client.Put($"/v1/channels/{id}", changed, read.Headers.ETag!.Tag).JsonAsync();
        await client.Get($"/v1/contents/{content}/variants?wait=10").JsonAsync();

        Assert.Equal("precondition_required", missing);
        Assert.Equal("draft", (await client.Get($"/v1/contents/{content}").JsonAsync()).Text("state"));
    }

    [Fact]
    public async Task A_new_name_voids_nothing()
    {
        using var client = await _app.ClientForAsync("planner");
        var id = await Pieces.NewChannelAsync(client);
        var content = await Pieces.ApprovedAsync(_app, id);

        var renamed = await client.Put($"/v1/channels/{id}", Pieces.Channel(name: "Other name"), "*").JsonAsync();

        Assert.Equal("Other name", renamed.Text("name"));
        Assert.Equal("approved", (await client.Get($"/v1/contents/{content}").JsonAsync()).Text("state"));
    }

    [Fact]
    public async Task A_channel_with_waiting_posts_stays_and_one_without_is_destroyed()
    {
        using var client = await _app.ClientForAsync("planner");
        var id = await Pieces.NewChannelAsync(client);
        var content = await Pieces.ApprovedAsync(_app, id);
        var at = TimeProvider.System.GetUtcNow().AddDays(1).ToString("O");
        var made = await client
            .Post(
                "/v1/posts",
                new
                {
                    contentId = content,
                    channels = new[] { id },
                    publishAt = at,
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        var kept = await client.Delete($"/v1/channels/{id}").CodeAsync(HttpStatusCode.Conflict);
        await client.Post($"/v1/posts/{made.Items()[0].Text("id")}/cancel").JsonAsync();
        await client.Delete($"/v1/channels/{id}").JsonAsync(HttpStatusCode.NoContent);

        Assert.Equal("has_posts", kept);
        Assert.Empty((await client.Get("/v1/channels").JsonAsync()).Items());
    }

    [Fact]
    public async Task Networks_say_what_they_can_do()
    {
        using var client = await _app.ClientForAsync("planner");

        var networks = (await client.Get("/v1/networks").JsonAsync()).Items();

        var mastodon = networks.Single(network => network.Text("name") == "mastodon");
        Assert.Equal(500, mastodon.GetProperty("limits").GetProperty("text").GetInt32());
        Assert.Contains(mastodon.Items("credentials"), field => field.Text("name") == "accessToken");
    }
}

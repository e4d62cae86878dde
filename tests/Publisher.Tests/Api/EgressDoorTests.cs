using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Channels.Http;
using Publisher.Tests.Channels.Http;
using Publisher.Tests.Scheduler;

namespace Publisher.Tests.Api;

/// <summary>The egress guard as a caller meets it: every address that somebody may give is held against the same rules.</summary>
[Trait("Requirement", "SEC-06")]
public sealed class EgressDoorTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new(settings: ("Egress:AllowHosts:0", "nowhere.example"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("/v1/media/from-url", "url")]
    [InlineData("/v1/webhooks", "url")]
    [InlineData("/v1/inbound", "feedUrl")]
    [InlineData("/v1/channels", "settings.baseUrl")]
    public async Task No_door_takes_a_forbidden_address(string door, string field)
    {
        using var client = await _app.ClientForAsync("editor");

        foreach (var address in ForbiddenAddresses.All)
        {
            var problem = await client.Post(door, Body(door, address.Data)).JsonAsync(HttpStatusCode.UnprocessableEntity);

            var error = Assert.Single(problem.Items("errors"), error => error.GetProperty("field").GetString() == field);
            Assert.Contains(error.Text("code"), new[] { "egress_refused", "invalid_url" });
        }
    }

    [Fact]
    public async Task A_webhook_is_not_moved_to_a_forbidden_address()
    {
        using var client = await _app.ClientForAsync("editor");
        using var made = await client.Post("/v1/webhooks", new { url = "https://hooks.example/a", events = Array.Empty<string>() });
        var webhook = JsonDocument.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        var body = new { url = "https://169.254.169.254/", events = Array.Empty<string>() };

        var code = await client
            .Put($"/v1/webhooks/{webhook.Text("id")}", body, made.Headers.ETag!.ToString())
            .CodeAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("invalid", code);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("93.184.216.34", "169.254.169.254")]
    public async Task A_picture_behind_a_name_that_means_a_private_address_is_not_fetched(params string[] addresses)
    {
        var names = new ScriptedNames().Tell("photos.example", addresses);
        await using var app = new PublisherApp(services: services => services.AddSingleton(names.Guard()));
        using var client = await app.ClientForAsync("editor");

        var problem = await client
            .Post("/v1/media/from-url", new { url = "https://photos.example/a.jpg" })
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("egress_refused", Assert.Single(problem.Items("errors")).Text("code"));
        Assert.Empty(names.Reached);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("https://[fd00:ec2::254]/latest/meta-data/")]
    [InlineData("file:///etc/passwd")]
    public async Task A_picture_whose_address_redirects_inwards_is_not_fetched(string target)
    {
        await using var site = await Receiver.StartAsync(context =>
        {
            context.Response.Redirect(target);
            return Task.CompletedTask;
        });
        await using var app = new PublisherApp(settings: ("Egress:AllowHosts:0", site.Address.Authority));
        using var client = await app.ClientForAsync("editor");

        var problem = await client
            .Post("/v1/media/from-url", new { url = new Uri(site.Address, "a.jpg") })
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("egress_refused", Assert.Single(problem.Items("errors")).Text("code"));
        Assert.Single(site.Calls);
    }

    private static object Body(string door, string address) =>
        door switch
        {
            "/v1/webhooks" => new { url = address, events = new[] { "post.published" } },
            "/v1/inbound" => new
            {
                name = "newsdesk",
                source = "rss",
                feedUrl = address,
                language = "en",
                channels = new[] { "ch_none" },
            },
            "/v1/channels" => new
            {
                name = "News",
                network = "mastodon",
                format = "short_text",
                language = "en",
                settings = new { baseUrl = address },
                credentials = new { accessToken = "sandbox-token" },
            },
            _ => new { url = address },
        };
}

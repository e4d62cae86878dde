using System.Net;
using System.Text.Json;
using Publisher.Posts;
using Publisher.Tests.Scheduler;

namespace Publisher.Tests.Api;

public sealed class WebhookEndpointsTests : IAsyncLifetime
{
    private readonly PublisherApp _app = new();
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync() => _client = await _app.ClientForAsync("integrator", "webhooks", "read");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    [Trait("Requirement", "WHK-01")]
    public async Task WHK_01_The_secret_is_shown_once_and_signs_what_arrives()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        var made = await CreateAsync(receiver.Address, "post.published");

        var shown = await _client.Get($"/v1/webhooks/{made.Text("id")}").JsonAsync();
        await TellAsync();

        Assert.StartsWith("whsec_", made.Text("secret"), StringComparison.Ordinal);
        Assert.False(shown.TryGetProperty("secret", out _));
        var call = await FirstCallAsync(receiver);
        Assert.True(call.IsSignedWith(made.Text("secret"), TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    [Trait("Requirement", "WHK-01")]
    public async Task WHK_01_A_repeated_request_makes_one_webhook_and_shows_no_secret()
    {
        var body = new { url = "https://receiver.example/hook" };
        var first = await _client.Post("/v1/webhooks", body, "once").JsonAsync(HttpStatusCode.Created);
        var second = await _client.Post("/v1/webhooks", body, "once").JsonAsync(HttpStatusCode.Created);

        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("secret").ValueKind);
        Assert.Single((await _client.Get("/v1/webhooks").JsonAsync()).Items());
    }

    [Theory]
    [InlineData("http://receiver.example/", "egress_refused")]
    [InlineData("https://10.0.0.8/", "egress_refused")]
    [InlineData("https://user:word@receiver.example/", "invalid_url")]
    [InlineData("ftp://receiver.example/", "invalid_url")]
    [InlineData("", "required")]
    [Trait("Requirement", "WHK-05")]
    public async Task WHK_05_Only_https_at_a_public_address_is_taken(string url, string code)
    {
        var problem = await _client.Post("/v1/webhooks", new { url }).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(("url", code), (problem.Items("errors")[0].Text("field"), problem.Items("errors")[0].Text("code")));
    }

    [Fact]
    public async Task All_problems_of_a_webhook_are_told_at_once()
    {
        var body = new { url = "http://receiver.example/", events = new[] { "post.published", "post.exploded", "post.vanished" } };

        var problem = await _client.Post("/v1/webhooks", body).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["url", "events[1]", "events[2]"], problem.Items("errors").Select(error => error.Text("field")));
    }

    [Fact]
    public async Task An_edit_needs_the_version_that_was_read()
    {
        var id = (await CreateAsync(new Uri("https://receiver.example/"))).Text("id");
        var body = new { url = "https://other.example/", events = new[] { "post.missed" } };

        await _client.Put($"/v1/webhooks/{id}", body).CodeAsync(HttpStatusCode.PreconditionRequired);
        await _client.Put($"/v1/webhooks/{id}", body, "\"99\"").CodeAsync(HttpStatusCode.PreconditionFailed);
        var edited = await _client.Put($"/v1/webhooks/{id}", body, "\"1\"").JsonAsync();

        Assert.Equal("https://other.example/", edited.Text("url"));
        Assert.Equal("post.missed", edited.Items("events").Single().GetString());
    }

    [Fact]
    public async Task A_webhook_that_is_off_hears_nothing_and_is_switched_on_by_saving_it()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        var id = (await CreateAsync(receiver.Address)).Text("id");
        await _client.Put($"/v1/webhooks/{id}", new { url = receiver.Address, enabled = false }, "\"1\"").JsonAsync();

        var refused = await _client.Post($"/v1/webhooks/{id}/test").CodeAsync(HttpStatusCode.Conflict);
        var on = await _client.Put($"/v1/webhooks/{id}", new { url = receiver.Address }, "\"2\"").JsonAsync();
        await _client.Post($"/v1/webhooks/{id}/test").JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("webhook_disabled", refused);
        Assert.True(on.GetProperty("enabled").GetBoolean());
        await FirstCallAsync(receiver);
    }

    [Fact]
    public async Task A_test_reaches_its_own_endpoint_alone()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await using var other = await Receiver.AnsweringAsync(200);
        var id = (await CreateAsync(receiver.Address, "post.published")).Text("id");
        await CreateAsync(other.Address);

        await _client.Post($"/v1/webhooks/{id}/test").JsonAsync(HttpStatusCode.Accepted);

        var call = await FirstCallAsync(receiver);
        Assert.Equal("webhook.test", JsonDocument.Parse(call.Body).RootElement.Text("type"));
        Assert.Empty(other.Calls);
    }

    [Fact]
    [Trait("Requirement", "WHK-03")]
    public async Task WHK_03_After_a_rotation_old_and_new_secret_both_sign()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        var made = await CreateAsync(receiver.Address);

        var rotated = await _client.Post($"/v1/webhooks/{made.Text("id")}/rotate").JsonAsync();
        await TellAsync();

        var call = await FirstCallAsync(receiver);
        var now = TimeProvider.System.GetUtcNow();
        Assert.NotEqual(made.Text("secret"), rotated.Text("secret"));
        Assert.True(call.IsSignedWith(made.Text("secret"), now) && call.IsSignedWith(rotated.Text("secret"), now));
    }

    [Fact]
    [Trait("Requirement", "WHK-04")]
    public async Task WHK_04_A_delivery_can_be_replayed_by_hand_under_its_id()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        var id = (await CreateAsync(receiver.Address)).Text("id");
        await TellAsync();
        await FirstCallAsync(receiver);
        await UntilAsync(async () => (await DeliveriesAsync(id))[0].Text("state") == "delivered");
        var delivery = (await DeliveriesAsync(id)).Single();

        await _client.Post($"/v1/webhook-deliveries/{delivery.Text("id")}/replay").JsonAsync(HttpStatusCode.Accepted);

        await UntilAsync(() => Task.FromResult(receiver.Calls.Count == 2));
        Assert.All(receiver.Calls, call => Assert.Equal(delivery.Text("eventId"), call.Id));
    }

    [Fact]
    public async Task A_deleted_webhook_is_gone_with_its_deliveries()
    {
        await using var receiver = await Receiver.AnsweringAsync(500);
        var id = (await CreateAsync(receiver.Address)).Text("id");
        await TellAsync();
        await FirstCallAsync(receiver);

        using var deleted = await _client.Delete($"/v1/webhooks/{id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await _client.Get($"/v1/webhooks/{id}").CodeAsync(HttpStatusCode.NotFound);
        await _client.Get($"/v1/webhooks/{id}/deliveries").CodeAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_limited_to_channels_can_make_no_webhook_that_hears_of_all_of_them()
    {
        using var limited = await _app.LimitedClientAsync("guest", ["ch_1"], "webhooks", "read");

        Assert.Equal(
            "forbidden",
            await limited.Post("/v1/webhooks", new { url = "https://receiver.example/" }).CodeAsync(HttpStatusCode.Forbidden)
        );
        Assert.Equal("forbidden", await limited.Get("/v1/webhooks").CodeAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Only_the_scope_webhooks_makes_webhooks()
    {
        using var reader = await _app.ClientForAsync("reader", "read", "publish", "draft");

        await reader.Post("/v1/webhooks", new { url = "https://receiver.example/" }).CodeAsync(HttpStatusCode.Forbidden);
    }

    private Task<JsonElement> CreateAsync(Uri url, params string[] events) =>
        _client.Post("/v1/webhooks", new { url, events }).JsonAsync(HttpStatusCode.Created);

    private async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(string id) =>
        (await _client.Get($"/v1/webhooks/{id}/deliveries").JsonAsync()).Items();

    private Task TellAsync() =>
        _app.Store.WriteAsync(
            scope =>
            {
                scope.Tell(EventTypes.PostPublished, new { PostId = "p_1" });
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );

    private static async Task<ReceivedCall> FirstCallAsync(Receiver receiver)
    {
        await UntilAsync(() => Task.FromResult(receiver.Calls.Count > 0));
        return receiver.Calls[0];
    }

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await done())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(10), "It did not happen in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}

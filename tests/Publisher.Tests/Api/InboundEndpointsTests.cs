using System.Net;
using System.Text.Json;

namespace Publisher.Tests.Api;

public sealed class InboundEndpointsTests : InboundTrial
{
    [Fact]
    public async Task All_that_is_wrong_with_a_hook_is_told_at_once()
    {
        var body = new
        {
            name = "me@site",
            source = "fax",
            language = "klingon",
            channels = new[] { "ch_1", "ch_9" },
        };

        var problem = await Client.Post("/v1/inbound", body).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["name", "source", "language", "channels[1]"], problem.Items("errors").Select(error => error.Text("field")));
    }

    [Fact]
    public async Task A_deleted_hook_takes_nothing_more()
    {
        var hook = await CreateAsync();

        using var deleted = await Client.Delete($"/v1/inbound/{hook.Text("id")}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await SendAsync(hook, Piece).CodeAsync(HttpStatusCode.NotFound);
        Assert.Empty((await Client.Get("/v1/inbound").JsonAsync()).Items());
    }

    [Fact]
    public async Task The_secret_and_the_address_are_shown_once()
    {
        var body = new
        {
            name = "newsdesk",
            source = "generic",
            language = "en",
            channels = new[] { "ch_1" },
        };
        var first = await Client.Post("/v1/inbound", body, "once").JsonAsync(HttpStatusCode.Created);
        var second = await Client.Post("/v1/inbound", body, "once").JsonAsync(HttpStatusCode.Created);

        Assert.StartsWith("/v1/inbound/", first.Text("url"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, second.GetProperty("url").ValueKind);
        Assert.Equal(JsonValueKind.Null, second.GetProperty("secret").ValueKind);
        Assert.False((await Client.Get("/v1/inbound").JsonAsync()).Items().Single().TryGetProperty("secret", out _));
    }
}

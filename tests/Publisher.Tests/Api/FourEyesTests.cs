using System.Net;
using System.Text.Json;

namespace Publisher.Tests.Api;

/// <summary>How many people it takes, counted by person and not by key.</summary>
[Trait("Requirement", "PRV-12")]
public sealed class FourEyesTests
{
    [Theory]
    [Trait("Requirement", "PRV-19")]
    [InlineData("none")]
    [InlineData("one")]
    public async Task What_shows_violence_and_children_is_approved_by_two_whatever_is_set(string required)
    {
        await using var app = new PublisherApp(settings: ("Approval:Required", required));
        using var writer = await app.ClientForAsync("writer");
        using var first = await app.ClientForAsync("first");
        using var second = await app.ClientForAsync("second");
        var channel = await Pieces.NewChannelAsync(writer);
        var id = (await writer.Post("/v1/contents", Piece(channel, minors: true)).JsonAsync(HttpStatusCode.Created)).Text("id");
        await SubmitAsync(writer, id);

        var one = await ApproveAsync(first, id).JsonAsync();
        var early = await writer.Post("/v1/posts", Order(id, channel)).CodeAsync(HttpStatusCode.Conflict);
        var own = await ApproveAsync(writer, id).CodeAsync(HttpStatusCode.Forbidden);
        var two = await ApproveAsync(second, id).JsonAsync();

        Assert.Equal(("in_review", "not_approved", "own_content", "approved"), (one.Text("state"), early, own, two.Text("state")));
    }

    [Fact]
    [Trait("Requirement", "PRV-19")]
    public async Task To_say_afterwards_that_no_child_is_shown_does_not_spare_the_second_person()
    {
        await using var app = new PublisherApp();
        using var writer = await app.ClientForAsync("writer");
        using var first = await app.ClientForAsync("first");
        var channel = await Pieces.NewChannelAsync(writer);
        var id = (await writer.Post("/v1/contents", Piece(channel, minors: true)).JsonAsync(HttpStatusCode.Created)).Text("id");
        await SubmitAsync(writer, id);
        await ApproveAsync(first, id).JsonAsync();

        await writer.Put($"/v1/contents/{id}", Piece(channel, minors: false), "*").JsonAsync();
        await writer.Get($"/v1/contents/{id}/variants?wait=10").JsonAsync();

        Assert.NotEqual("approved", (await writer.Get($"/v1/contents/{id}").JsonAsync()).Text("state"));
        Assert.Equal("not_approved", await writer.Post("/v1/posts", Order(id, channel)).CodeAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Two_keys_of_one_person_are_one_person()
    {
        await using var app = new PublisherApp(settings: ("Approval:Required", "two"));
        using var writer = await app.ClientForAsync("writer");
        using var key = await app.ClientForAsync("first");
        using var otherKey = await app.ClientForAsync("first");
        var channel = await Pieces.NewChannelAsync(writer);
        var id = (await writer.Post("/v1/contents", Piece(channel, minors: false)).JsonAsync(HttpStatusCode.Created)).Text("id");
        await SubmitAsync(writer, id);

        await ApproveAsync(key, id).JsonAsync();
        using var again = await ApproveAsync(otherKey, id);

        Assert.Equal("in_review", (await writer.Get($"/v1/contents/{id}").JsonAsync()).Text("state"));
    }

    [Fact]
    public async Task Nobody_invents_the_second_person_of_an_act_that_needs_two()
    {
        await using var app = new PublisherApp();
        using var admin = app.Admin();
        using var lead = await app.ClientForAsync("lead");
        var pause = await lead.Post("/v1/pauses", new { scope = "all", reason = "A pause." }).JsonAsync(HttpStatusCode.Created);
        using var end = new HttpRequestMessage(HttpMethod.Delete, $"/v1/pauses/{pause.Text("id")}");
        var asked = await admin.SendAsync(end, TestContext.Current.CancellationToken).JsonAsync(HttpStatusCode.Accepted);
        var key = await admin
            .Post("/v1/api-keys", new { person = "ghost", scopes = new[] { "publish" } })
            .JsonAsync(HttpStatusCode.Created);
        using var ghost = app.ClientWith(key.Text("key"));

        var invented = await ghost.Post($"/v1/second-approvals/{asked.Text("approvalId")}").CodeAsync(HttpStatusCode.Forbidden);
        using var known = await lead.Post($"/v1/second-approvals/{asked.Text("approvalId")}");

        Assert.Equal("invented_person", invented);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    private static object Piece(string channel, bool minors) =>
        new
        {
            texts = new { en = new { title = "A siege", body = "What was seen." } },
            notes = new { graphic = true, minors },
            channels = new[] { channel },
        };

    private static object Order(string content, string channel) =>
        new
        {
            contentId = content,
            channels = new[] { channel },
            now = true,
        };

    private static async Task SubmitAsync(HttpClient client, string id)
    {
        await client.Get($"/v1/contents/{id}/variants?wait=10").JsonAsync();
        await client.Post($"/v1/contents/{id}/submit").JsonAsync();
    }

    private static async Task<HttpResponseMessage> ApproveAsync(HttpClient client, string id)
    {
        JsonElement content = await client.Get($"/v1/contents/{id}").JsonAsync();
        return await client.Post($"/v1/contents/{id}/approve", new { hash = content.Text("hash") });
    }
}

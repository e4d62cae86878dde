using System.Net;
using System.Text;
using System.Text.Json;
using Publisher.Posts.Webhooks;

namespace Publisher.Tests.Api;

public sealed class GhostCallTests : InboundTrial
{
    [Fact]
    public async Task A_post_that_Ghost_published_becomes_a_draft_in_plain_words()
    {
        var hook = await CreateAsync(source: "ghost");
        var body = """
            {"post":{"current":{"id":"1","title":"Bread &amp; peace","html":"<p>One <b>loaf</b></p><script>x()</script>","custom_excerpt":"Short",
            "url":"https://site.example/bread","status":"published"},"previous":{"status":"draft"}}}
            """;

        var taken = await SendGhostAsync(hook, body).JsonAsync(HttpStatusCode.Created);
        var again = await SendGhostAsync(hook, body).JsonAsync();

        var text = (await Client.Get($"/v1/contents/{taken.Text("contentId")}").JsonAsync()).GetProperty("texts").GetProperty("en");
        Assert.Equal(("Bread & peace", "Short", "One loaf"), (text.Text("title"), text.Text("summary"), text.Text("body")));
        Assert.Equal("replayed", again.Text("result"));
    }

    [Theory]
    [InlineData("""{"post":{"current":{"html":"<p>x</p>","status":"draft"}}}""")]
    [InlineData("""{"member":{"current":{}}}""")]
    public async Task What_Ghost_tells_of_anything_else_makes_nothing(string body)
    {
        var taken = await SendGhostAsync(await CreateAsync(source: "ghost"), body).JsonAsync();

        Assert.Equal("nothing", taken.Text("result"));
    }

    [Theory]
    [Trait("Requirement", "SEC-11")]
    [InlineData("""{"post":{"current":{"html":"<p>x</p>","html":"<p>y</p>"}}}""")]
    [InlineData("""{"post":{"current":5}}""")]
    [InlineData("""{"post":""")]
    public async Task A_member_that_stands_twice_or_does_not_fit_is_malformed(string body) =>
        Assert.Equal("malformed", await SendGhostAsync(await CreateAsync(source: "ghost"), body).CodeAsync(HttpStatusCode.BadRequest));

    [Fact]
    [Trait("Requirement", "SEC-11")]
    public async Task A_message_deeper_than_32_is_malformed()
    {
        var deep = """{"post":{"current":{"meta":""" + new string('[', 40) + new string(']', 40) + "}}}";

        Assert.Equal("malformed", await SendGhostAsync(await CreateAsync(source: "ghost"), deep).CodeAsync(HttpStatusCode.BadRequest));
    }

    private Task<HttpResponseMessage> SendGhostAsync(JsonElement hook, string body) =>
        SendAsync(
            hook,
            body,
            (GhostSignature.Header, GhostSignature.Sign(hook.Text("secret"), Encoding.UTF8.GetBytes(body), Now.ToUnixTimeMilliseconds()))
        );
}

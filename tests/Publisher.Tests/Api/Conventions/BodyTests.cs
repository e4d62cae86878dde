using System.Net;

namespace Publisher.Tests.Api.Conventions;

public sealed class BodyTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [Trait("Requirement", "SEC-04")]
    [InlineData("""{"texts":{"en":{"body":"x"}},"state":"approved"}""", "state")]
    [InlineData("""{"texts":{"en":{"body":"x","machine":false}}}""", "texts.en.machine")]
    [InlineData("""{"texts":{"en":{"body":"x"}},"createdBy":"somebody"}""", "createdBy")]
    public async Task An_unknown_field_is_malformed_and_named(string json, string field)
    {
        using var client = await _app.ClientForAsync("editor");

        var problem = await client.Post("/v1/contents", json).JsonAsync(HttpStatusCode.BadRequest);

        Assert.Equal("malformed", problem.Text("code"));
        Assert.Equal(field, Assert.Single(problem.Items("errors")).Text("field"));
    }

    [Theory]
    [Trait("Requirement", "SEC-17")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"texts":5}""")]
    [InlineData("""{"texts":{},"texts":{}}""")]
    [InlineData("""{"sensitive":"yes"}""")]
    [InlineData("""{"byline":"a\u0000b"}""")]
    [InlineData("""{"byline":"\ud800"}""")]
    [InlineData("""{"byline":"\ud800","link":"\u0000"}""")]
    [InlineData("""{"media":[{"id":"m_1","focus":{"x":"0.5","y":1}}]}""")]
    public async Task JSON_that_does_not_parse_or_fit_is_malformed(string json)
    {
        using var client = await _app.ClientForAsync("editor");

        Assert.Equal("malformed", await client.Post("/v1/contents", json).CodeAsync(HttpStatusCode.BadRequest));
    }

    [Theory]
    [Trait("Requirement", "SEC-17")]
    [InlineData(@"\ud800")]
    [InlineData(@"\udc00\ud800")]
    [InlineData("\u00ff")] // sent as the one byte FF, which is no UTF-8
    public async Task A_setting_that_is_no_valid_Unicode_is_malformed_as_well(string value)
    {
        using var client = await _app.ClientForAsync("editor");
        var json = $$$"""{"name":"n","network":"mastodon","format":"short_text","language":"en","settings":{"baseUrl":"{{{value}}}"}}""";
        using var body = new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes(json));
        body.Headers.ContentType = new("application/json");

        Assert.Equal("malformed", await client.Post("/v1/channels", body).CodeAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Broken_unicode_is_named_as_such()
    {
        using var client = await _app.ClientForAsync("editor");

        var problem = await client.Post("/v1/contents", """{"byline":"\ud800"}""").JsonAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith("The field byline holds text that is no valid Unicode", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_media_type_is_told_what_to_send()
    {
        using var client = await _app.ClientForAsync("editor");
        using var text = new StringContent("a bridge");

        var problem = await client.Post("/v1/contents", text).JsonAsync(HttpStatusCode.UnsupportedMediaType);

        Assert.Contains("application/json", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "SEC-11")]
    public async Task JSON_deeper_than_32_is_malformed()
    {
        using var client = await _app.ClientForAsync("editor");
        var deep = $$"""{"texts":{{string.Concat(Enumerable.Repeat("{\"a\":", 40))}}1{{new string('}', 41)}}""";

        Assert.Equal("malformed", await client.Post("/v1/contents", deep).CodeAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    [Trait("Requirement", "SEC-19")]
    public async Task A_body_above_the_limit_is_too_large()
    {
        using var client = await _app.ClientForAsync("editor");
        var json = $$"""{"byline":"{{new string('x', 1 << 20)}}"}""";

        Assert.Equal("too_large", await client.Post("/v1/contents", json).CodeAsync(HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task Another_media_type_than_JSON_is_refused()
    {
        using var client = await _app.ClientForAsync("editor");
        using var form = new FormUrlEncodedContent([new("body", "x")]);

        Assert.Equal("unsupported_media_type", await client.Post("/v1/contents", form).CodeAsync(HttpStatusCode.UnsupportedMediaType));
    }

    [Theory]
    [Trait("Requirement", "SEC-12")]
    [InlineData("/v1/contents/%0d%0aSet-Cookie:x")]
    [InlineData("/v1/contents?tag=%0d%0a")]
    [InlineData("/v1/contents?cursor=%00")]
    public async Task Control_characters_in_an_address_are_malformed(string path)
    {
        using var client = await _app.ClientForAsync("editor");

        Assert.Equal("malformed", await client.Get(path).CodeAsync(HttpStatusCode.BadRequest));
    }

    [Theory]
    [Trait("Requirement", "SEC-12")]
    [InlineData("/v1/webhooks", "url", """{"url":"https://n.example/a\r\nX-Key: b","events":[]}""")]
    [InlineData("/v1/media/from-url", "url", """{"url":"https://n.example/a\nb"}""")]
    [InlineData("/v1/contents", "link", """{"texts":{"en":{"body":"x"}},"channels":["ch_none"],"link":"https://n.example/\ra"}""")]
    [InlineData(
        "/v1/channels",
        "settings.baseUrl",
        """{"name":"n","network":"mastodon","format":"short_text","language":"en","settings":{"baseUrl":"https://n.example/\r\nb"}}"""
    )]
    [InlineData(
        "/v1/channels",
        "credentials.accessToken",
        """{"name":"n","network":"mastodon","format":"short_text","language":"en","credentials":{"accessToken":"a\r\nX: b"}}"""
    )]
    public async Task A_line_break_in_what_goes_into_an_address_or_a_header_is_refused_and_named(string path, string field, string json)
    {
        using var client = await _app.ClientForAsync("editor");

        var problem = await client.Post(path, json).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Contains(problem.Items("errors"), error => error.GetProperty("field").GetString() == field);
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts;
using Publisher.Posts.Webhooks;
using Publisher.Scheduler;
using Publisher.Tests.Posts;
using Publisher.Tests.Scheduler;

namespace Publisher.Tests.Api;

public sealed class InboundEndpointsTests : IAsyncLifetime
{
    private const string Piece = """{"texts":{"en":{"title":"Bread","body":"Bread and peace."}}}""";
    private readonly PublisherApp _app = new();
    private HttpClient _client = null!;
    private HttpClient _outside = null!;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _client = await _app.ClientForAsync("integrator", "webhooks", "read");
        _outside = _app.ClientWith(null);
        await _app.Store.WriteAsync(
            scope =>
            {
                scope.AddChannel("ch_1");
                scope.AddChannel("ch_2");
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task WHK_07_A_signed_call_makes_a_draft_by_the_hook_and_never_a_post()
    {
        var hook = await CreateAsync();

        var taken = await SendAsync(hook, Piece).JsonAsync(HttpStatusCode.Created);

        var content = await _client.Get($"/v1/contents/{taken.Text("contentId")}").JsonAsync();
        Assert.Equal("draft", content.Text("state"));
        Assert.Equal(["inbound:newsdesk"], await PersonsAsync());
        await using var db = _app.Store.Read();
        Assert.Equal(0, await db.Posts.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WHK_07_A_replay_answers_200_and_changes_nothing()
    {
        var hook = await CreateAsync();
        var first = await SendAsync(hook, Piece, "msg_1").JsonAsync(HttpStatusCode.Created);

        var second = await SendAsync(hook, Piece, "msg_1").JsonAsync();

        Assert.Equal(("replayed", first.Text("contentId")), (second.Text("result"), second.Text("contentId")));
        Assert.Equal(1, await ContentsAsync());
    }

    [Fact]
    public async Task WHK_07_Sixteen_equal_calls_at_once_make_one_draft()
    {
        var hook = await CreateAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => SendAsync(hook, Piece, "msg_1")));

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Created);
        Assert.Equal(15, answers.Count(answer => answer.StatusCode is HttpStatusCode.OK));
        Assert.Equal(1, await ContentsAsync());
    }

    [Theory]
    [InlineData(-301, HttpStatusCode.Unauthorized)]
    [InlineData(-295, HttpStatusCode.Created)]
    [InlineData(295, HttpStatusCode.Created)]
    [InlineData(305, HttpStatusCode.Unauthorized)]
    public async Task WHK_07_A_call_counts_within_five_minutes(int seconds, HttpStatusCode expected)
    {
        using var answer = await SendAsync(await CreateAsync(), Piece, at: Now.AddSeconds(seconds));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task WHK_07_One_bad_and_one_good_signature_are_enough_and_a_bad_one_alone_is_not()
    {
        var hook = await CreateAsync();
        const string bad = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= nonsense ";

        using var good = await SendAsync(hook, Piece, signature: signature => bad + signature);
        var refused = await SendAsync(hook, Piece, "msg_2", signature: _ => bad).CodeAsync(HttpStatusCode.Unauthorized);

        Assert.Equal(HttpStatusCode.Created, good.StatusCode);
        Assert.Equal("unauthenticated", refused);
        Assert.Equal(1, await ContentsAsync());
    }

    [Fact]
    public async Task WHK_07_The_same_JSON_in_other_bytes_is_not_what_was_signed()
    {
        var hook = await CreateAsync();
        var reordered = """{"texts":{"en":{"body":"Bread and peace.","title":"Bread"}}}""";

        await SendAsync(hook, reordered, signed: Piece).CodeAsync(HttpStatusCode.Unauthorized);

        Assert.Equal(0, await ContentsAsync());
    }

    [Fact]
    public async Task WHK_07_The_signature_is_judged_before_the_body_is_read()
    {
        var hook = await CreateAsync();

        await SendAsync(hook, "{ no json", signed: Piece).CodeAsync(HttpStatusCode.Unauthorized);
        await SendAsync(hook, "{ no json").CodeAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task WHK_07_More_than_a_mebibyte_is_refused()
    {
        using var answer = await SendAsync(await CreateAsync(), new string(' ', (1 << 20) + 1));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task An_unknown_address_is_not_found()
    {
        using var answer = await _outside.Post("/v1/inbound/0000000000000000000000000", Piece);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task WHK_08_A_correctly_signed_call_for_a_channel_that_is_not_the_hooks_makes_nothing()
    {
        var hook = await CreateAsync();

        var problem = await SendAsync(hook, """{"texts":{"en":{"body":"Bread"}},"channels":["ch_2"]}""")
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("unknown_channel", problem.Items("errors").Single().Text("code"));
        Assert.Equal(0, await ContentsAsync());
    }

    [Fact]
    public async Task A_call_that_was_refused_can_be_sent_again_under_its_id()
    {
        var hook = await CreateAsync();
        await SendAsync(hook, """{"texts":{}}""", "msg_1").CodeAsync(HttpStatusCode.UnprocessableEntity);

        await SendAsync(hook, Piece, "msg_1").JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_hook_that_submits_by_itself_sends_its_drafts_into_review()
    {
        var hook = await CreateAsync(autoSubmit: true);

        var taken = await SendAsync(hook, Piece).JsonAsync(HttpStatusCode.Created);

        Assert.Equal("in_review", taken.Text("state"));
    }

    [Theory]
    [InlineData("https://site.example/bread")]
    [InlineData("https://site.example/bread/")]
    [InlineData("https://site.example/bread?utm_source=feed")]
    public async Task An_own_post_coming_back_is_ignored(string link)
    {
        var hook = await CreateAsync();
        await PublishedAsync("https://site.example/bread");

        var taken = await SendAsync(hook, $$$"""{"texts":{"en":{"body":"Bread"}},"link":"{{{link}}}"}""").JsonAsync();

        Assert.Equal("own_post", taken.Text("result"));
        Assert.Equal(0, await ContentsAsync());
    }

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

        var text = (await _client.Get($"/v1/contents/{taken.Text("contentId")}").JsonAsync()).GetProperty("texts").GetProperty("en");
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

        var problem = await _client.Post("/v1/inbound", body).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["name", "source", "language", "channels[1]"], problem.Items("errors").Select(error => error.Text("field")));
    }

    [Fact]
    public async Task A_deleted_hook_takes_nothing_more()
    {
        var hook = await CreateAsync();

        using var deleted = await _client.Delete($"/v1/inbound/{hook.Text("id")}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await SendAsync(hook, Piece).CodeAsync(HttpStatusCode.NotFound);
        Assert.Empty((await _client.Get("/v1/inbound").JsonAsync()).Items());
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
        var first = await _client.Post("/v1/inbound", body, "once").JsonAsync(HttpStatusCode.Created);
        var second = await _client.Post("/v1/inbound", body, "once").JsonAsync(HttpStatusCode.Created);

        Assert.StartsWith("/v1/inbound/", first.Text("url"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, second.GetProperty("url").ValueKind);
        Assert.Equal(JsonValueKind.Null, second.GetProperty("secret").ValueKind);
        Assert.False((await _client.Get("/v1/inbound").JsonAsync()).Items().Single().TryGetProperty("secret", out _));
    }

    [Fact]
    public async Task Each_item_of_a_feed_becomes_one_draft_however_often_it_is_read()
    {
        var items = "<item><guid>1</guid><title>One</title><description>First</description></item>";
        await using var site = await Receiver.StartAsync(context =>
            context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"<rss><channel>{items}</channel></rss>")).AsTask()
        );
        await CreateAsync(source: "rss", feedUrl: site.Address.ToString());
        await PollAsync(1);
        items = "<item><guid>2</guid><title>Two</title><description>Second</description></item>" + items;
        await _app.Store.WriteAsync(
            async scope =>
            {
                await scope.Db.InboundHooks.ExecuteUpdateAsync(
                    set => set.SetProperty(hook => hook.PolledAt, scope.Now - FeedPoller.Every),
                    TestContext.Current.CancellationToken
                );
            },
            TestContext.Current.CancellationToken
        );

        await PollAsync(2);

        Assert.Equal(2, site.Calls.Count);
        Assert.Equal(["inbound:newsdesk", "inbound:newsdesk"], await PersonsAsync());
    }

    private async Task PollAsync(int contents)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await ContentsAsync() < contents)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(10), "The feed was not read in time.");
            await _app.Services.GetRequiredService<FeedPoller>().PollDueAsync(TestContext.Current.CancellationToken);
        }
    }

    private Task<JsonElement> CreateAsync(string source = "generic", bool autoSubmit = false, string? feedUrl = null) =>
        _client
            .Post(
                "/v1/inbound",
                new
                {
                    name = "newsdesk",
                    source,
                    feedUrl,
                    language = "en",
                    channels = new[] { "ch_1" },
                    autoSubmit,
                }
            )
            .JsonAsync(HttpStatusCode.Created);

    private Task<HttpResponseMessage> SendAsync(
        JsonElement hook,
        string body,
        string id = "msg_1",
        DateTimeOffset? at = null,
        string? signed = null,
        Func<string, string>? signature = null
    )
    {
        var second = (at ?? Now).ToUnixTimeSeconds();
        var good = WebhookSignature.Sign(hook.Text("secret"), id, second, Encoding.UTF8.GetBytes(signed ?? body));
        return SendAsync(
            hook,
            body,
            (WebhookSignature.IdHeader, id),
            (WebhookSignature.TimestampHeader, second.ToString(CultureInfo.InvariantCulture)),
            (WebhookSignature.SignatureHeader, signature is null ? good : signature(good))
        );
    }

    private Task<HttpResponseMessage> SendGhostAsync(JsonElement hook, string body) =>
        SendAsync(
            hook,
            body,
            (GhostSignature.Header, GhostSignature.Sign(hook.Text("secret"), Encoding.UTF8.GetBytes(body), Now.ToUnixTimeMilliseconds()))
        );

    private Task<HttpResponseMessage> SendAsync(JsonElement hook, string body, params (string Name, string Value)[] headers)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(hook.Text("url"), UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        Array.ForEach(headers, header => message.Headers.TryAddWithoutValidation(header.Name, header.Value));
        return _outside.SendAsync(message, TestContext.Current.CancellationToken);
    }

    private Task PublishedAsync(string url) =>
        _app.Store.WriteAsync(
            scope =>
            {
                var channel = scope.AddChannel("ch_site");
                scope.AddPost(channel, "p_1", scope.Now.AddDays(30));
                scope.Db.Parts.Add(
                    new PostPart
                    {
                        PostId = "p_1",
                        Number = 1,
                        RemoteId = "7",
                        Url = url,
                        At = scope.Now,
                    }
                );
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken
        );

    private async Task<int> ContentsAsync()
    {
        await using var db = _app.Store.Read();
        return await db.Contents.CountAsync(TestContext.Current.CancellationToken);
    }

    private async Task<List<string>> PersonsAsync()
    {
        await using var db = _app.Store.Read();
        return await db.Revisions.Select(revision => revision.Person).ToListAsync(TestContext.Current.CancellationToken);
    }
}

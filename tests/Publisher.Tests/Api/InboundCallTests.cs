using System.Net;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Api;

public sealed class InboundCallTests : InboundTrial
{
    [Fact]
    [Trait("Requirement", "WHK-07")]
    [Trait("Requirement", "WHK-08")]
    public async Task WHK_07_A_signed_call_makes_a_draft_by_the_hook_and_never_a_post()
    {
        var hook = await CreateAsync();

        var taken = await SendAsync(hook, Piece).JsonAsync(HttpStatusCode.Created);

        var content = await Client.Get($"/v1/contents/{taken.Text("contentId")}").JsonAsync();
        Assert.Equal("draft", content.Text("state"));
        Assert.Equal(["inbound:newsdesk"], await PersonsAsync());
        await using var db = App.Store.Read();
        Assert.Equal(0, await db.Posts.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    [Trait("Requirement", "WHK-07")]
    public async Task WHK_07_A_replay_answers_200_and_changes_nothing()
    {
        var hook = await CreateAsync();
        var first = await SendAsync(hook, Piece, "msg_1").JsonAsync(HttpStatusCode.Created);

        var second = await SendAsync(hook, Piece, "msg_1").JsonAsync();

        Assert.Equal(("replayed", first.Text("contentId")), (second.Text("result"), second.Text("contentId")));
        Assert.Equal(1, await ContentsAsync());
    }

    [Fact]
    [Trait("Requirement", "WHK-07")]
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
    [Trait("Requirement", "WHK-07")]
    public async Task WHK_07_A_call_counts_within_five_minutes(int seconds, HttpStatusCode expected)
    {
        using var answer = await SendAsync(await CreateAsync(), Piece, at: Now.AddSeconds(seconds));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    [Trait("Requirement", "WHK-07")]
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
    [Trait("Requirement", "WHK-07")]
    public async Task WHK_07_The_same_JSON_in_other_bytes_is_not_what_was_signed()
    {
        var hook = await CreateAsync();
        var reordered = """{"texts":{"en":{"body":"Bread and peace.","title":"Bread"}}}""";

        await SendAsync(hook, reordered, signedBody: Piece).CodeAsync(HttpStatusCode.Unauthorized);

        Assert.Equal(0, await ContentsAsync());
    }

    [Fact]
    [Trait("Requirement", "WHK-07")]
    public async Task WHK_07_The_signature_is_judged_before_the_body_is_read()
    {
        var hook = await CreateAsync();

        await SendAsync(hook, "{ no json", signedBody: Piece).CodeAsync(HttpStatusCode.Unauthorized);
        await SendAsync(hook, "{ no json").CodeAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    [Trait("Requirement", "WHK-07")]
    public async Task WHK_07_More_than_a_mebibyte_is_refused()
    {
        using var answer = await SendAsync(await CreateAsync(), new string(' ', (1 << 20) + 1));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task An_unknown_address_is_not_found()
    {
        using var answer = await Outside.Post("/v1/inbound/0000000000000000000000000", Piece);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    [Trait("Requirement", "WHK-08")]
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

    private Task PublishedAsync(string url) =>
        App.Store.WriteAsync(
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
}

using System.Net;

namespace Publisher.Tests.Api;

public sealed class ContentTests : IAsyncDisposable
{
    private readonly PublisherApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_content_is_stored_rendered_submitted_and_approved_by_another_person()
    {
        using var editor = await _app.ClientForAsync("editor");
        using var approver = await _app.ClientForAsync("approver");
        var channel = await Pieces.NewChannelAsync(editor);

        var made = await Pieces.NewContentAsync(editor, channel);
        var id = made.Text("id");
        var variants = await editor.Get($"/v1/contents/{id}/variants?wait=10").JsonAsync();
        await editor.Post($"/v1/contents/{id}/submit").JsonAsync();
        var hash = (await approver.Get($"/v1/contents/{id}").JsonAsync()).Text("hash");
        var approved = await approver.Post($"/v1/contents/{id}/approve", new { hash }).JsonAsync();

        Assert.Equal(1, made.GetProperty("revision").GetInt32());
        Assert.Equal("draft", made.Text("state"));
        Assert.Equal("ready", Assert.Single(variants.Items()).Text("state"));
        Assert.Equal("approved", approved.Text("state"));
    }

    [Fact]
    public async Task Whoever_wrote_it_cannot_approve_it()
    {
        using var editor = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor);
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");
        await editor.Get($"/v1/contents/{id}/variants?wait=10").JsonAsync();
        await editor.Post($"/v1/contents/{id}/submit").JsonAsync();
        var hash = (await editor.Get($"/v1/contents/{id}").JsonAsync()).Text("hash");

        Assert.Equal("own_content", await editor.Post($"/v1/contents/{id}/approve", new { hash }).CodeAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Whoever_wrote_it_cannot_approve_it_after_another_persons_approval_was_withdrawn()
    {
        using var editor = await _app.ClientForAsync("editor");
        using var approver = await _app.ClientForAsync("approver");
        var channel = await Pieces.NewChannelAsync(editor);
        var id = await Pieces.ApprovedAsync(_app, channel);
        await approver.Post($"/v1/contents/{id}/reject", new { reason = "The date is wrong" }).JsonAsync();
        await editor.Post($"/v1/contents/{id}/submit").JsonAsync();
        var hash = (await editor.Get($"/v1/contents/{id}").JsonAsync()).Text("hash");

        var code = await editor.Post($"/v1/contents/{id}/approve", new { hash }).CodeAsync(HttpStatusCode.Forbidden);

        Assert.Equal("own_content", code);
    }

    [Fact]
    public async Task A_content_that_can_go_out_nowhere_cannot_be_approved()
    {
        using var editor = await _app.ClientForAsync("editor");
        using var approver = await _app.ClientForAsync("approver");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");
        await editor.Get($"/v1/contents/{id}/variants?wait=10").JsonAsync();
        await editor.Post($"/v1/contents/{id}/submit").JsonAsync();
        var hash = (await approver.Get($"/v1/contents/{id}").JsonAsync()).Text("hash");

        var problem = await approver.Post($"/v1/contents/{id}/approve", new { hash }).JsonAsync(HttpStatusCode.Conflict);

        Assert.Contains("every variant is impossible", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Left_out_channels_mean_all_enabled_ones_and_an_empty_list_is_refused()
    {
        using var editor = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor);

        var all = await editor.Post("/v1/contents", """{"texts":{"en":{"body":"A bridge."}}}""").JsonAsync(HttpStatusCode.Created);
        var none = await editor
            .Post("/v1/contents", """{"texts":{"en":{"body":"A bridge."}},"channels":[]}""")
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(channel, Assert.Single(all.Items("channels")).GetString());
        Assert.Equal("channels", Assert.Single(none.Items("errors")).Text("field"));
    }

    [Fact]
    public async Task Every_problem_is_told_at_once()
    {
        using var editor = await _app.ClientForAsync("editor");

        var problem = await editor
            .Post(
                "/v1/contents",
                """{"texts":{"en":{"hashtags":["no spaces"]},"qqq":{"body":"x"}},"link":"ftp://x","media":[{"id":"m_none"}],"channels":["ch_none"]}"""
            )
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        var fields = problem.Items("errors").Select(error => error.Text("field")).ToList();
        Assert.Equal("invalid", problem.Text("code"));
        Assert.Equal(
            ["channels[0]", "link", "media[0].id", "texts.en.body", "texts.en.hashtags[0]", "texts.qqq"],
            fields.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Every_problem_of_one_language_is_told_at_once()
    {
        using var editor = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor);
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");

        var problem = await editor
            .Put($"/v1/contents/{id}/texts/qqq", """{"hashtags":["", "no spaces"]}""")
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        var fields = problem.Items("errors").Select(error => error.Text("field"));
        Assert.Equal(
            ["texts.qqq", "texts.qqq.body", "texts.qqq.hashtags[0]", "texts.qqq.hashtags[1]"],
            fields.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("https://x.example/\\r\\nX: y", "it is “https://x.example/X: y”")]
    [InlineData("javascript:alert(1)", "it is “javascript:alert(1)”")]
    [InlineData("https://name:word@x.example/", "without a user name or password")]
    public async Task A_link_that_leads_nowhere_safe_is_refused_with_its_value(string link, string told)
    {
        using var editor = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor);

        var problem = await editor
            .Post("/v1/contents", $$$"""{"texts":{"en":{"body":"A bridge."}},"channels":["{{{channel}}}"],"link":"{{{link}}}"}""")
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("link", Assert.Single(problem.Items("errors")).Text("field"));
        Assert.Contains(told, problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_told_of_a_new_content_is_what_is_read_later()
    {
        using var editor = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor);

        var made = await Pieces.NewContentAsync(editor, channel);
        var read = await editor.Get($"/v1/contents/{made.Text("id")}").JsonAsync();

        Assert.Equal(read.Text("createdAt"), made.Text("createdAt"));
    }

    [Fact]
    public async Task An_edit_needs_the_etag_that_was_read()
    {
        using var editor = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor);
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");
        using var read = await editor.Get($"/v1/contents/{id}");
        var etag = read.Headers.ETag!.Tag;

        var missing = await editor.Put($"/v1/contents/{id}", Pieces.Content(channel)).CodeAsync(HttpStatusCode.PreconditionRequired);
        var edited = await editor.Put($"/v1/contents/{id}", Pieces.Content(channel), etag).JsonAsync();
        var stale = await editor.Put($"/v1/contents/{id}", Pieces.Content(channel), etag).CodeAsync(HttpStatusCode.PreconditionFailed);

        Assert.Equal("precondition_required", missing);
        Assert.Equal(2, edited.GetProperty("revision").GetInt32());
        Assert.Equal("precondition_failed", stale);
    }

    [Fact]
    public async Task Two_translators_do_not_meet()
    {
        using var editor = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor);
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");
        var english = (await editor.Get($"/v1/contents/{id}/texts/en").JsonAsync()).Text("etag");

        await editor
            .Put($"/v1/contents/{id}/texts/hy", new { body = "Կամուրջ։", basedOn = new { language = "en", revision = 1 } })
            .JsonAsync();
        await editor.Put($"/v1/contents/{id}/texts/en", new { body = "Three towns mend a bridge." }, english).JsonAsync();

        var content = await editor.Get($"/v1/contents/{id}").JsonAsync();
        Assert.True(content.GetProperty("texts").GetProperty("hy").GetProperty("stale").GetBoolean());
        Assert.Equal("Three towns mend a bridge.", content.GetProperty("texts").GetProperty("en").Text("body"));
        Assert.Equal(
            "precondition_required",
            await editor.Put($"/v1/contents/{id}/texts/en", new { body = "x" }).CodeAsync(HttpStatusCode.PreconditionRequired)
        );
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_and_by_tag()
    {
        using var editor = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor);
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            made.Add((await Pieces.NewContentAsync(editor, channel)).Text("id"));
        }

        var first = await editor.Get("/v1/contents?limit=2&tag=peace&state=draft").JsonAsync();
        var second = await editor.Get($"/v1/contents?limit=200&cursor={first.Text("nextCursor")}").JsonAsync();
        var none = await editor.Get("/v1/contents?tag=pea").JsonAsync();

        made.Reverse();
        Assert.Equal(made, [.. first.Items().Concat(second.Items()).Select(item => item.Text("id"))]);
        Assert.Empty(none.Items());
        Assert.Equal("invalid", await editor.Get("/v1/contents?limit=201").CodeAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task A_draft_is_deleted_with_all_that_was_made_of_it()
    {
        using var editor = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor);
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");

        await editor.Delete($"/v1/contents/{id}").JsonAsync(HttpStatusCode.NoContent);

        Assert.Equal("not_found", await editor.Get($"/v1/contents/{id}").CodeAsync(HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_preview_stores_nothing()
    {
        using var editor = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor);

        var preview = await editor.Post($"/v1/preview?channel={channel}", Pieces.Content(channel)).JsonAsync();

        Assert.Equal("ready", preview.Text("state"));
        Assert.Contains("bridge", preview.Items("parts")[0].Text("text"), StringComparison.Ordinal);
        Assert.Empty((await editor.Get("/v1/contents").JsonAsync()).Items());
    }
}

using System.Net;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Api;

public sealed class TranslationTests(PostgresServer postgres) : TranslationTrial(postgres)
{
    [Theory]
    [InlineData("sqlite", "libretranslate")]
    [InlineData("postgres", "deepl")]
    public async Task A_missing_language_is_drafted_and_goes_out_only_after_a_person_accepted_it(string storage, string provider)
    {
        await using var app = await AppAsync(storage, provider);
        using var editor = await app.ClientForAsync("editor");
        using var approver = await app.ClientForAsync("approver");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await editor.Post("/v1/contents", Piece(channel)).JsonAsync(HttpStatusCode.Created)).Text("id");

        var drafted = await DraftAsync(
            editor,
            id,
            new
            {
                from = "en",
                to = "ru",
                keep = new[] { "Araz" },
            }
        );
        await editor.Get($"/v1/contents/{id}/variants?wait=10").JsonAsync();
        await editor.Post($"/v1/contents/{id}/submit").JsonAsync();
        var refused = await ApproveAsync(approver, id).JsonAsync(HttpStatusCode.Conflict);
        var unapproved = await PostAsync(editor, id, channel).CodeAsync(HttpStatusCode.Conflict);
        var accepted = await AcceptAsync(editor, id, "ru");
        var approved = await ApproveAsync(approver, id).JsonAsync();

        var text = drafted.GetProperty("texts").GetProperty("ru");
        Assert.True(text.GetProperty("machine").GetBoolean());
        Assert.Equal("Bridges·ru", text.Text("title"));
        Assert.Equal(
            "Araz and **two·ru towns·ru** mend·ru a·ru bridge·ru, see·ru https://most.example/a #peace.".Replace("and", "and·ru"),
            text.Text("body")
        );
        Assert.Equal("peace", text.GetProperty("hashtags")[0].GetString());
        Assert.Equal("en", text.GetProperty("basedOn").Text("language"));
        Assert.Equal(1, text.GetProperty("basedOn").GetProperty("revision").GetInt32());
        Assert.Equal("Old·ru wounds·ru", drafted.GetProperty("contentWarning").Text("ru"));
        Assert.Equal("machine_text", refused.Text("code"));
        Assert.Contains($"PUT /v1/contents/{id}/texts/ru", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("not_approved", unapproved);
        Assert.False(accepted.GetProperty("machine").GetBoolean());
        Assert.Equal("en", accepted.GetProperty("basedOn").Text("language"));
        Assert.Equal("approved", approved.Text("state"));
    }

    [Fact]
    [Trait("Requirement", "LGD-01")]
    public async Task A_protected_name_is_kept_from_the_translator_unasked()
    {
        await using var app = await AppAsync("sqlite", "libretranslate");
        using var editor = await app.ClientForAsync("editor");
        using var admin = app.Admin();
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await editor.Post("/v1/contents", Piece(channel)).JsonAsync(HttpStatusCode.Created)).Text("id");
        await admin
            .Post(
                "/v1/protected-names",
                new
                {
                    name = "Араз",
                    kind = "person",
                    label = "contributor seven",
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        var drafted = await DraftAsync(editor, id, new { from = "en", to = "ru" });

        Assert.StartsWith("Araz and·ru", drafted.GetProperty("texts").GetProperty("ru").Text("body"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "LGD-01")]
    public async Task A_protected_name_that_cannot_be_cut_out_sends_nothing_to_the_translator()
    {
        await using var app = await AppAsync("sqlite", "libretranslate");
        using var editor = await app.ClientForAsync("editor");
        using var admin = app.Admin();
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var piece = new { texts = new { en = new { title = "Bridges", body = "By Ar**az** Tsovasaryan." } }, channels = new[] { channel } };
        var id = (await editor.Post("/v1/contents", piece).JsonAsync(HttpStatusCode.Created)).Text("id");
        await admin
            .Post(
                "/v1/protected-names",
                new
                {
                    name = "Araz Tsovasaryan",
                    kind = "person",
                    label = "contributor seven",
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        var refused = await Translate(editor, id).CodeAsync(HttpStatusCode.Conflict);

        Assert.Equal("leak_guard", refused);
    }

    [Fact]
    public async Task Where_nobody_need_approve_machine_text_still_waits_for_a_person()
    {
        await using var app = await AppAsync("sqlite", "deepl", ("Approval:Required", "none"));
        using var editor = await app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");
        await DraftAsync(editor, id);

        var before = await PostAsync(editor, id, channel).JsonAsync(HttpStatusCode.Conflict);
        await AcceptAsync(editor, id, "ru");
        var after = await PostAsync(editor, id, channel).JsonAsync(HttpStatusCode.Created);

        Assert.Contains("machine", before.Text("detail"), StringComparison.Ordinal);
        Assert.Single(after.Items());
    }

    [Fact]
    public async Task Sending_the_whole_content_again_does_not_accept_what_a_machine_wrote()
    {
        await using var app = await AppAsync("sqlite", "deepl");
        using var editor = await app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");
        var drafted = (await DraftAsync(editor, id)).GetProperty("texts").GetProperty("ru");
        var machine = new { title = drafted.Text("title"), body = drafted.Text("body") + " \n" };
        var english = new { title = "Bridges", body = "Two towns mended a bridge." };

        var edited = await PutAsync(editor, id, channel, new { en = english, ru = machine });
        await PutAsync(editor, id, channel, new { en = english });
        var restored = await PutAsync(editor, id, channel, new { en = english, ru = machine });
        var rewritten = await PutAsync(
            editor,
            id,
            channel,
            new { en = english, ru = new { title = "Мосты", body = "Два города чинят мост." } }
        );

        Assert.True(Russian(edited).GetProperty("machine").GetBoolean());
        Assert.True(Russian(edited).GetProperty("stale").GetBoolean());
        Assert.True(Russian(restored).GetProperty("machine").GetBoolean());
        Assert.False(Russian(rewritten).GetProperty("machine").GetBoolean());
    }

    [Fact]
    public async Task A_text_that_is_there_is_replaced_only_when_asked_with_its_etag()
    {
        await using var app = await AppAsync("sqlite", "deepl");
        using var editor = await app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");
        await editor.Put($"/v1/contents/{id}/texts/ru", new { body = "Мост чинят вдвоём." }).JsonAsync();
        var tag = (await editor.Get($"/v1/contents/{id}/texts/ru").JsonAsync()).Text("etag");

        var unasked = await Translate(editor, id).CodeAsync(HttpStatusCode.Conflict);
        var blind = await Translate(
                editor,
                id,
                new
                {
                    from = "en",
                    to = "ru",
                    replace = true,
                }
            )
            .CodeAsync(HttpStatusCode.PreconditionRequired);
        var stale = await Translate(
                editor,
                id,
                new
                {
                    from = "en",
                    to = "ru",
                    replace = true,
                },
                "\"old\""
            )
            .CodeAsync(HttpStatusCode.PreconditionFailed);
        var kept = await editor.Get($"/v1/contents/{id}").JsonAsync();
        var replaced = await Translate(
                editor,
                id,
                new
                {
                    from = "en",
                    to = "ru",
                    replace = true,
                },
                tag
            )
            .JsonAsync();

        Assert.Equal("text_exists", unasked);
        Assert.Equal("precondition_required", blind);
        Assert.Equal("precondition_failed", stale);
        Assert.Equal("Мост чинят вдвоём.", Russian(kept).Text("body"));
        Assert.Equal("Bridges·ru", Russian(replaced).Text("title"));
    }

    [Fact]
    public async Task A_post_that_waits_is_held_when_a_machine_rewrites_its_text_and_goes_when_a_person_took_it_back()
    {
        await using var app = await AppAsync("sqlite", "deepl", ("Approval:Required", "none"));
        using var editor = await app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");
        await editor.Put($"/v1/contents/{id}/texts/ru", new { body = "Мост чинят вдвоём." }).JsonAsync();
        var tag = (await editor.Get($"/v1/contents/{id}/texts/ru").JsonAsync()).Text("etag");
        var post = (await PostAsync(editor, id, channel).JsonAsync(HttpStatusCode.Created)).Items()[0].Text("id");

        await Translate(
                editor,
                id,
                new
                {
                    from = "en",
                    to = "ru",
                    replace = true,
                },
                tag
            )
            .JsonAsync();
        var held = await editor.Get($"/v1/posts/{post}").JsonAsync();
        await AcceptAsync(editor, id, "ru");
        var freed = await editor.Get($"/v1/posts/{post}").JsonAsync();

        Assert.Equal("blocked", held.Text("state"));
        Assert.Equal("scheduled", freed.Text("state"));
    }

    [Fact]
    public async Task Alternative_texts_that_lack_the_language_are_drafted_and_others_left_alone()
    {
        await using var app = await AppAsync("sqlite", "libretranslate");
        using var editor = await app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        using var first = Upload(60);
        using var second = Upload(80);
        var bridge = (await editor.Post("/v1/media", first).JsonAsync(HttpStatusCode.Created)).Text("id");
        var river = (await editor.Post("/v1/media", second).JsonAsync(HttpStatusCode.Created)).Text("id");
        var piece = new
        {
            texts = new { en = new { body = "Two towns.", slides = new[] { "**Two** towns", "One bridge" } } },
            media = new object[]
            {
                new { id = bridge, alt = new { en = "A bridge" } },
                new { id = river, alt = new { en = "A river", ru = "Река" } },
            },
            channels = new[] { channel },
        };
        var id = (await editor.Post("/v1/contents", piece).JsonAsync(HttpStatusCode.Created)).Text("id");

        var drafted = await DraftAsync(
            editor,
            id,
            new
            {
                from = "en",
                to = "ru",
                hashtags = new[] { "мир" },
            }
        );

        Assert.Equal(["A·ru bridge·ru", "Река"], drafted.Items("media").Select(media => media.GetProperty("alt").Text("ru")));
        Assert.Equal(["**Two·ru** towns·ru", "One·ru bridge·ru"], Russian(drafted).Items("slides").Select(slide => slide.GetString()!));
        Assert.Equal("мир", Assert.Single(Russian(drafted).Items("hashtags")).GetString());
    }

    [Fact]
    public async Task Every_problem_of_the_request_is_told_at_once()
    {
        await using var app = await AppAsync("sqlite", "deepl");
        using var editor = await app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");

        var problem = await Translate(editor, id, """{"from":"fr","to":"xx-1","keep":[""]}""")
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            ["from no_text", "keep[0] required", "to unknown_language"],
            problem.Items("errors").Select(error => $"{error.Text("field")} {error.Text("code")}").Order(StringComparer.Ordinal)
        );
    }
}

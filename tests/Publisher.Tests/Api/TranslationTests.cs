using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Publisher.Sandbox;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Api;

public sealed class TranslationTests(PostgresServer postgres) : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;

    public async ValueTask InitializeAsync() =>
        _sandbox = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

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

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Calls_at_once_make_one_draft(string storage)
    {
        await using var app = await AppAsync(storage, "deepl");
        using var editor = await app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Translate(editor, id)));

        var content = await editor.Get($"/v1/contents/{id}").JsonAsync();
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode is HttpStatusCode.Conflict));
        Assert.Equal(2, content.GetProperty("revision").GetInt32());
    }

    [Theory]
    [InlineData("status", 500, "translator_unavailable")]
    [InlineData("status", 429, "translator_unavailable")]
    [InlineData("garbage", null, "translator_unavailable")]
    [InlineData("reset_before", null, "translator_unavailable")]
    [InlineData("refuse", null, "translator_quota")]
    public async Task A_translator_that_fails_changes_nothing(string fault, int? status, string code)
    {
        await using var app = await AppAsync("sqlite", "deepl");
        using var editor = await app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");
        _sandbox.Faults.Add(
            new Fault(
                "deepl",
                NetworkAction.Read,
                Enum.Parse<FaultKind>(fault.Replace("_", "", StringComparison.Ordinal), true),
                status,
                RetryAfterSeconds: status is 429 ? 7 : null
            )
        );

        using var answer = await Translate(editor, id);

        Assert.Equal(code, await Task.FromResult(answer).CodeAsync(HttpStatusCode.ServiceUnavailable));
        Assert.Equal(status is 429 ? 7 : null, answer.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal(1, (await editor.Get($"/v1/contents/{id}").JsonAsync()).GetProperty("revision").GetInt32());
    }

    [Theory]
    [InlineData("deepl", "no-key-of-ours", "translator_key_refused")]
    [InlineData("libretranslate", "no-key-of-ours", "translator_key_refused")]
    public async Task A_key_that_the_translator_refuses_is_named_by_its_setting_and_never_shown(string provider, string key, string code)
    {
        await using var app = await AppAsync("sqlite", provider, ("Translation:ApiKey", key));
        using var editor = await app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");

        var problem = await Translate(editor, id).JsonAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(code, problem.Text("code"));
        Assert.Contains("Translation:ApiKey", problem.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain(key, problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_translator_the_answer_says_what_to_set()
    {
        await using var app = new PublisherApp();
        using var editor = await app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await Pieces.NewContentAsync(editor, channel)).Text("id");

        var problem = await Translate(editor, id).JsonAsync(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("translator_not_configured", problem.Text("code"));
        Assert.Contains("Translation:Provider", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sandbox-clumsy", "ru", "translation_damaged", "texts.en.body")]
    [InlineData("sandbox-1", "ka", "unsupported_language", "to")]
    public async Task A_draft_that_cannot_be_trusted_is_refused(string key, string to, string code, string field)
    {
        await using var app = await AppAsync("sqlite", "libretranslate", ("Translation:ApiKey", key));
        using var editor = await app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(editor, "ru");
        var id = (await editor.Post("/v1/contents", Piece(channel)).JsonAsync(HttpStatusCode.Created)).Text("id");

        var problem = await Translate(editor, id, new { from = "en", to }).JsonAsync(HttpStatusCode.UnprocessableEntity);

        var error = Assert.Single(problem.Items("errors"));
        Assert.Equal((code, field), (error.Text("code"), error.Text("field")));
        Assert.Equal(1, (await editor.Get($"/v1/contents/{id}").JsonAsync()).GetProperty("revision").GetInt32());
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

    private static object Piece(string channel) =>
        new
        {
            texts = new
            {
                en = new
                {
                    title = "Bridges",
                    body = "Araz and **two towns** mend a bridge, see https://most.example/a #peace.",
                    hashtags = new[] { "peace" },
                },
            },
            contentWarning = new { en = "Old wounds" },
            channels = new[] { channel },
        };

    private static MultipartFormDataContent Upload(int width) =>
        new() { { new ByteArrayContent(Channels.Imaging.Pictures.Jpeg(width, 40)), "file", "bridge.jpg" } };

    private static JsonElement Russian(JsonElement content) => content.GetProperty("texts").GetProperty("ru");

    private static Task<HttpResponseMessage> Translate(HttpClient client, string id, object? body = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v1/contents/{id}/translations", UriKind.Relative))
        {
            Content = new StringContent(
                body as string ?? JsonSerializer.Serialize(body ?? new { from = "en", to = "ru" }),
                System.Text.Encoding.UTF8,
                "application/json"
            ),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<JsonElement> DraftAsync(HttpClient client, string id, object? body = null) =>
        Translate(client, id, body).JsonAsync();

    private static async Task<JsonElement> PutAsync(HttpClient client, string id, string channel, object texts)
    {
        using var now = await client.Get($"/v1/contents/{id}");
        return await client.Put($"/v1/contents/{id}", new { texts, channels = new[] { channel } }, now.Headers.ETag!.Tag).JsonAsync();
    }

    /// <summary>A person read the draft and sends it as it is.</summary>
    private static async Task<JsonElement> AcceptAsync(HttpClient client, string id, string language)
    {
        var text = await client.Get($"/v1/contents/{id}/texts/{language}").JsonAsync();
        var body = new
        {
            title = text.Text("title"),
            body = text.Text("body"),
            hashtags = text.GetProperty("hashtags"),
        };
        return await client.Put($"/v1/contents/{id}/texts/{language}", body, text.Text("etag")).JsonAsync();
    }

    private static async Task<HttpResponseMessage> ApproveAsync(HttpClient client, string id)
    {
        var hash = (await client.Get($"/v1/contents/{id}").JsonAsync()).Text("hash");
        return await client.Post($"/v1/contents/{id}/approve", new { hash });
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string id, string channel) =>
        client.Post(
            "/v1/posts",
            new
            {
                contentId = id,
                channels = new[] { channel },
                publishAt = "2026-12-02T09:00:00Z",
            }
        );

    private async Task<PublisherApp> AppAsync(string storage, string provider, params (string, string)[] settings) =>
        new(
            new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 5, 0, 0, TimeSpan.Zero)),
            postgres: storage is "postgres" ? await postgres.NewDatabaseAsync() : null,
            settings:
            [
                ("Translation:Provider", provider),
                ("Translation:BaseUrl", new Uri(_sandbox.Address, provider).ToString()),
                ("Translation:ApiKey", "sandbox-1"),
                .. settings,
            ]
        );
}

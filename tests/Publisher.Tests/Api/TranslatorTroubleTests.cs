using System.Net;
using Publisher.Sandbox;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Api;

/// <summary>What becomes of a draft when the translator fails, refuses, is asked twice or cannot be trusted.</summary>
public sealed class TranslatorTroubleTests(PostgresServer postgres) : TranslationTrial(postgres)
{
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
        Sandbox.Faults.Add(
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
}

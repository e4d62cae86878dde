using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Publisher.Api.Conventions;
using Publisher.Posts.Storage;

namespace Publisher.Tests.Api.Conventions;

public sealed class IdempotencyTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
    private readonly PublisherApp _app;

    public IdempotencyTests() => _app = new PublisherApp(_time);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    [Trait("Requirement", "REL-01")]
    public async Task Sixty_four_equal_requests_at_once_make_one_row()
    {
        using var client = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(client);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => client.Post("/v1/contents", Pieces.Content(channel), "one-and-the-same"))
        );

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        Assert.Contains(answers, answer => answer.StatusCode is HttpStatusCode.Created);
        Assert.All(
            answers.Where(answer => answer.StatusCode is HttpStatusCode.Conflict),
            answer => Assert.NotNull(answer.Headers.RetryAfter)
        );
        await using var db = _app.Store.Read();
        Assert.Equal(1, await db.Contents.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    [Trait("Requirement", "REL-01")]
    public async Task The_same_request_again_gets_the_same_answer()
    {
        using var client = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(client);

        var first = await client.Post("/v1/contents", Pieces.Content(channel), "again").JsonAsync(HttpStatusCode.Created);
        using var replayed = await client.Post("/v1/contents", Pieces.Content(channel), "again");
        var second = await Task.FromResult(replayed).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal("true", Assert.Single(replayed.Headers.GetValues("Idempotent-Replayed")));
        Assert.NotNull(replayed.Headers.Location);
        Assert.NotNull(replayed.Headers.ETag);
    }

    [Fact]
    [Trait("Requirement", "REL-01")]
    public async Task Another_body_or_person_under_the_same_key_does_not_get_that_answer()
    {
        using var client = await _app.ClientForAsync("editor");
        using var other = await _app.ClientForAsync("colleague");
        var channel = await Pieces.NewChannelAsync(client);
        var first = await client.Post("/v1/contents", Pieces.Content(channel), "mine").JsonAsync(HttpStatusCode.Created);

        var mismatch = await client.Post("/v1/contents", Pieces.Content(), "mine").CodeAsync(HttpStatusCode.UnprocessableEntity);
        var theirs = await other.Post("/v1/contents", Pieces.Content(channel), "mine").JsonAsync(HttpStatusCode.Created);

        Assert.Equal("idempotency_mismatch", mismatch);
        Assert.NotEqual(first.Text("id"), theirs.Text("id"));
    }

    [Fact]
    [Trait("Requirement", "REL-01")]
    public async Task A_refusal_for_its_meaning_is_kept_and_leaves_nothing_behind()
    {
        using var client = await _app.ClientForAsync("editor");

        var first = await client.Post("/v1/contents", Pieces.Content("ch_none"), "bad").JsonAsync(HttpStatusCode.UnprocessableEntity);
        using var replayed = await client.Post("/v1/contents", Pieces.Content("ch_none"), "bad");

        Assert.Equal("invalid", first.Text("code"));
        Assert.True(replayed.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal("application/problem+json", replayed.Content.Headers.ContentType!.MediaType);
        await using var db = _app.Store.Read();
        Assert.False(await db.Contents.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    [Trait("Requirement", "REL-01")]
    public async Task Answers_are_kept_encrypted_and_forgotten_after_48_hours()
    {
        using var client = await _app.ClientForAsync("editor");
        var channel = await Pieces.NewChannelAsync(client);
        await client.Post("/v1/contents", Pieces.Content(channel), "kept").JsonAsync(HttpStatusCode.Created);
        var forget = _app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<ForgetAnswers>().Single();
        await using var db = _app.Store.Read();
        var row = await db.Answers.SingleAsync(TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromHours(47));
        var early = await forget.RunAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromHours(2));
        var late = await forget.RunAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("bridge", row.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, early);
        Assert.True(late == 1 || !await db.Answers.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    [Trait("Requirement", "LGD-04")]
    public async Task Whoever_holds_the_database_cannot_try_bodies_out_on_the_fingerprint()
    {
        var name = """{"name":"Vardan Invented","kind":"person","label":"contributor 7"}""";
        using var admin = _app.Admin();
        await admin.Post("/v1/protected-names", name, "secret").JsonAsync(HttpStatusCode.Created);

        await using var db = _app.Store.Read();
        var row = await db.Answers.SingleAsync(TestContext.Current.CancellationToken);
        var plain = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        string[] guesses = [plain, Digest.Of(plain), Digest.Of($"\n{plain}"), Digest.Of($"\n{name}")];
        Assert.Equal(64, row.Fingerprint.Length);
        Assert.DoesNotContain(row.Fingerprint, guesses);
    }

    [Fact]
    [Trait("Requirement", "REL-01")]
    public async Task After_a_restart_the_same_request_gets_the_same_answer_and_another_body_does_not()
    {
        var directory = Directory.CreateTempSubdirectory("publisher-restart-");
        try
        {
            string first;
            await using (var app = new PublisherApp(directory: directory.FullName))
            {
                using var client = app.Admin();
                first = (await client.Post("/v1/channels", Pieces.Channel(), "again").JsonAsync(HttpStatusCode.Created)).Text("id");
            }

            await using var next = new PublisherApp(directory: directory.FullName);
            using var later = next.Admin();
            var second = (await later.Post("/v1/channels", Pieces.Channel(), "again").JsonAsync(HttpStatusCode.Created)).Text("id");
            var other = await later.Post("/v1/channels", Pieces.Channel("ru"), "again").CodeAsync(HttpStatusCode.UnprocessableEntity);

            Assert.Equal(first, second);
            Assert.Equal("idempotency_mismatch", other);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [Trait("Requirement", "SEC-12")]
    [InlineData("tab\there")]
    [InlineData("ключ")]
    public async Task A_key_that_no_header_should_hold_is_malformed(string key)
    {
        using var client = await _app.ClientForAsync("editor");

        Assert.Equal("malformed", await client.Post("/v1/contents", Pieces.Content("ch_none"), key).CodeAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_key_of_more_than_255_characters_is_malformed()
    {
        using var client = await _app.ClientForAsync("editor");

        var code = await client.Post("/v1/contents", Pieces.Content("ch_none"), new string('k', 256)).CodeAsync(HttpStatusCode.BadRequest);

        Assert.Equal("malformed", code);
    }
}

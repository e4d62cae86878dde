using System.Net;
using Publisher.Tests.Journeys;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Api;

/// <summary>Somebody may have been arrested. All people are invented.</summary>
[Trait("Requirement", "PRV-16")]
public sealed class PanicTests(PostgresServer postgres)
{
    private static readonly object Alarm = new { person = "Writer", reason = "No sign of life since noon." };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Any_key_pauses_everything_and_ends_the_keys_of_the_person_at_once(bool onPostgres)
    {
        await using var app = new PublisherApp(postgres: onPostgres ? await postgres.NewDatabaseAsync() : null);
        using var reader = await app.ClientForAsync("reader", "read");
        using var one = await app.ClientForAsync("writer", "draft");
        using var other = await app.ClientForAsync("writer", "read");
        await one.Get("/v1/me").JsonAsync();

        var begun = TimeProvider.System.GetTimestamp();
        var panic = await reader.Post("/v1/panic", Alarm).JsonAsync(HttpStatusCode.Created);

        Assert.Equal("unauthenticated", await one.Get("/v1/me").CodeAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("unauthenticated", await other.Get("/v1/me").CodeAsync(HttpStatusCode.Unauthorized));
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal(2, panic.GetProperty("keysRevoked").GetInt32());
        var pause = Assert.Single((await reader.Get("/v1/pauses").JsonAsync()).Items());
        Assert.Equal(("all", panic.Text("pauseId")), (pause.Text("scope"), pause.Text("id")));
        var alert = Assert.Single((await reader.Get("/v1/alerts").JsonAsync()).Items());
        Assert.Equal("panic", alert.Text("kind"));
        using var auditor = await app.ClientForAsync("auditor", "audit");
        Assert.Contains(
            (await auditor.Get("/v1/audit").JsonAsync()).Items(),
            entry => (entry.Text("person"), entry.Text("action")) == ("reader", "panic")
        );
    }

    [Fact]
    public async Task Drafts_are_hidden_until_two_people_end_it_and_what_is_out_is_not()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await journey.AddMastodonAsync();
        var (draft, published) = (
            await journey.SubmitAsync(Piece(channel, "A secret.")),
            await journey.SubmitAsync(Piece(channel, "A bridge."))
        );
        var media = await journey.UploadAsync();
        await journey.ApproveAsync(published);
        var file = (await journey.VariantsAsync(draft))[0].Text("id");
        await journey.UntilPostsAreAsync("published", await journey.ScheduleAsync(published, [channel], TimeSpan.FromSeconds(1)));
        using var admin = journey.App.Admin();

        var panic = await journey
            .Editor.Post("/v1/panic", new { person = "nobody", reason = "A search." })
            .JsonAsync(HttpStatusCode.Created);

        foreach (
            var path in (string[])
                [
                    $"contents/{draft}",
                    $"contents/{draft}/revisions/1",
                    $"contents/{draft}/variants",
                    $"contents/{draft}/texts/en",
                    $"media/{media}",
                    $"media/{media}/file",
                    $"variants/{file}/files/1",
                ]
        )
        {
            Assert.Equal("not_found", await journey.Writer.Get($"/v1/{path}").CodeAsync(HttpStatusCode.NotFound));
        }

        var preview = new
        {
            texts = new { en = new { title = "A bridge", body = "A look." } },
            media = new[] { new { id = media } },
            channels = new[] { channel },
        };
        Assert.Equal(
            "drafts_hidden",
            (await journey.Writer.Post($"/v1/preview?channel={channel}", preview).JsonAsync(HttpStatusCode.UnprocessableEntity))
                .Items("errors")[0]
                .Text("code")
        );
        Assert.Equal([published], (await journey.Writer.Get("/v1/contents").JsonAsync()).Items().Select(item => item.Text("id")));
        Assert.Equal(published, (await journey.Writer.Get($"/v1/contents/{published}").JsonAsync()).Text("id"));
        Assert.Equal(draft, (await admin.Get($"/v1/contents/{draft}").JsonAsync()).Text("id"));

        using var end = new HttpRequestMessage(HttpMethod.Delete, $"/v1/pauses/{panic.Text("pauseId")}");
        var asked = await journey.Writer.SendAsync(end, TestContext.Current.CancellationToken).JsonAsync(HttpStatusCode.Accepted);
        await journey.Editor.Post($"/v1/second-approvals/{asked.Text("approvalId")}").JsonAsync();

        Assert.Equal(draft, (await journey.Writer.Get($"/v1/contents/{draft}").JsonAsync()).Text("id"));
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public async Task What_is_hidden_can_still_be_taken_down()
    {
        await using var journey = await NewsroomJourney.StartAsync();
        var channel = await journey.AddMastodonAsync();
        var content = await journey.SubmitAsync(Piece(channel, "A bridge."));
        await journey.ApproveAsync(content);
        var posts = await journey.ScheduleAsync(content, [channel], TimeSpan.FromHours(1));
        await journey.Editor.Post("/v1/panic", Alarm).JsonAsync(HttpStatusCode.Created);

        await journey
            .Editor.Post($"/v1/contents/{content}/takedown", new { reason = "A source asked." })
            .JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("cancelled", (await journey.Editor.Get($"/v1/posts/{posts[0].Text("id")}").JsonAsync()).Text("state"));
    }

    [Fact]
    public async Task What_the_person_asked_for_is_approved_by_nobody_any_more()
    {
        await using var app = new PublisherApp();
        using var writer = await app.ClientForAsync("writer");
        using var editor = await app.ClientForAsync("editor");
        var pause = await editor.Post("/v1/pauses", new { scope = "all", reason = "A pause." }).JsonAsync(HttpStatusCode.Created);
        using var end = new HttpRequestMessage(HttpMethod.Delete, $"/v1/pauses/{pause.Text("id")}");
        var asked = await writer.SendAsync(end, TestContext.Current.CancellationToken).JsonAsync(HttpStatusCode.Accepted);

        await editor.Post("/v1/panic", Alarm).JsonAsync(HttpStatusCode.Created);

        Assert.Equal("not_found", await editor.Post($"/v1/second-approvals/{asked.Text("approvalId")}").CodeAsync(HttpStatusCode.NotFound));
        Assert.Equal(2, (await editor.Get("/v1/pauses").JsonAsync()).Items().Count);
    }

    [Fact]
    public async Task Whoever_runs_the_service_gets_in_again_with_another_key_when_the_last_admin_is_gone()
    {
        var directory = Directory.CreateTempSubdirectory("publisher-panic-").FullName;
        await using (var app = new PublisherApp(directory: directory))
        {
            using var reader = await app.ClientForAsync("reader", "read");
            await reader.Post("/v1/panic", new { person = "admin", reason = "A search." }).JsonAsync(HttpStatusCode.Created);
        }

        await using (var same = new PublisherApp(directory: directory))
        {
            using var revoked = same.Admin();
            using var ready = await revoked.Get("/readyz");
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            Assert.Equal("unauthenticated", await revoked.Get("/v1/me").CodeAsync(HttpStatusCode.Unauthorized));
        }

        const string Other = "pk_another_for_tests_0123456789abcdef0123456789";
        await using var next = new PublisherApp(directory: directory, settings: ("PUBLISHER_BOOTSTRAP_KEY", Other));
        using var admin = next.ClientWith(Other);

        Assert.Equal("admin", (await admin.Get("/v1/me").JsonAsync()).Text("person"));
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Who_and_why_must_be_said()
    {
        await using var app = new PublisherApp();
        using var reader = await app.ClientForAsync("reader", "read");

        var wrong = await reader.Post("/v1/panic", new { }).JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["person", "reason"], wrong.Items("errors").Select(error => error.Text("field")));
        Assert.Empty((await reader.Get("/v1/pauses").JsonAsync()).Items());
    }

    private static object Piece(string channel, string body) =>
        new { texts = new { en = new { title = "A bridge", body } }, channels = new[] { channel } };
}

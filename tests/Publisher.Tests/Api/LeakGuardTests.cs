using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Publisher.Tests.Journeys;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Api;

/// <summary>Protected names on the way of a piece. All names are invented.</summary>
public sealed class LeakGuardTests(PostgresServer postgres)
{
    private const string Name = "Arev Tsovasaryan";

    [Theory]
    [Trait("Requirement", "LGD-01")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_piece_that_shows_a_protected_name_is_not_approved_and_the_answer_says_where(bool onPostgres)
    {
        await using var newsroom = await NewsroomJourney.StartAsync(onPostgres ? await postgres.NewDatabaseAsync() : null);
        var entry = await ProtectAsync(newsroom);
        var channel = await newsroom.AddMastodonAsync();
        var content = await newsroom.SubmitAsync(Piece(channel, $"The bridge was built by {Name}."));

        var refused = await ApproveAsync(newsroom, content).JsonAsync(HttpStatusCode.Conflict);

        Assert.Equal("leak_guard", refused.Text("code"));
        Assert.DoesNotContain("Arev", JsonSerializer.Serialize(refused), StringComparison.OrdinalIgnoreCase);
        var hit = refused.Items("hits").First(hit => hit.Text("field") == "text");
        var text = (await newsroom.VariantsAsync(content))[0].Items("parts")[0].Text("text");
        Assert.Equal((entry, channel), (hit.Text("entryId"), hit.Text("channelId")));
        Assert.Equal(Name, text.Substring(hit.GetProperty("start").GetInt32(), hit.GetProperty("length").GetInt32()));
    }

    [Theory]
    [Trait("Requirement", "LGD-01")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_that_is_protected_after_the_approval_holds_what_waits_and_lets_it_go_when_it_is_no_longer(bool onPostgres)
    {
        await using var newsroom = await NewsroomJourney.StartAsync(onPostgres ? await postgres.NewDatabaseAsync() : null);
        var channel = await newsroom.AddMastodonAsync();
        var content = await newsroom.SubmitAsync(Piece(channel, $"The bridge was built by {Name}."));
        await newsroom.ApproveAsync(content);
        var posts = await newsroom.ScheduleAsync(content, [channel], TimeSpan.FromMinutes(2));

        var entry = await ProtectAsync(newsroom);
        await newsroom.UntilPostsAreAsync("blocked", posts);
        newsroom.Time.Advance(TimeSpan.FromMinutes(5));
        var again = await newsroom
            .Writer.Post(
                "/v1/posts",
                new
                {
                    contentId = content,
                    channels = new[] { channel },
                    now = true,
                    repeat = true,
                }
            )
            .JsonAsync(HttpStatusCode.Conflict);

        Assert.Equal("leak_guard", again.Text("code"));
        Assert.Equal("leak_guard", (await newsroom.Writer.Get($"/v1/posts/{posts[0].Text("id")}").JsonAsync()).Text("cause"));
        Assert.Empty(newsroom.Visible);
        using var admin = newsroom.App.Admin();
        using var remove = new HttpRequestMessage(HttpMethod.Delete, $"/v1/protected-names/{entry}");
        await admin.SendAsync(remove, TestContext.Current.CancellationToken);
        await newsroom.UntilPostsAreAsync("published", posts);
        Assert.Single(newsroom.Visible);
    }

    [Fact]
    [Trait("Requirement", "LGD-03")]
    public async Task Two_people_let_a_name_pass_with_a_reason_until_the_text_changes()
    {
        await using var newsroom = await NewsroomJourney.StartAsync();
        var entry = await ProtectAsync(newsroom);
        var channel = await newsroom.AddMastodonAsync();
        var content = await newsroom.SubmitAsync(Piece(channel, $"The bridge was built by {Name}."));
        var override_ = $"/v1/contents/{content}/guard-overrides";
        await newsroom.VariantsAsync(content);

        var missing = await newsroom.Writer.Post(override_, new { }).JsonAsync(HttpStatusCode.UnprocessableEntity);
        var other = await newsroom.Writer.Post(override_, new { entryId = "pn_other", reason = "No." }).CodeAsync(HttpStatusCode.Conflict);
        var asked = await newsroom
            .Writer.Post(override_, new { entryId = entry, reason = "A builder of old, honoured in public." })
            .JsonAsync(HttpStatusCode.Accepted);
        var approval = $"/v1/second-approvals/{asked.Text("approvalId")}";
        using var elsewhere = await newsroom.App.LimitedClientAsync("stranger", [await newsroom.AddMastodonAsync()]);
        Assert.Empty((await elsewhere.Get("/v1/second-approvals").JsonAsync()).Items());
        Assert.Equal("not_found", await elsewhere.Post(approval).CodeAsync(HttpStatusCode.NotFound));
        var own = await newsroom.Writer.Post(approval).CodeAsync(HttpStatusCode.Forbidden);
        var early = await ApproveAsync(newsroom, content).CodeAsync(HttpStatusCode.Conflict);
        await newsroom.Editor.Post(approval).JsonAsync();
        await ApproveAsync(newsroom, content).JsonAsync();
        var posts = await newsroom.ScheduleAsync(content, [channel], TimeSpan.FromSeconds(1));
        await newsroom.UntilPostsAreAsync("published", posts);

        await newsroom.Writer.Put($"/v1/contents/{content}", Piece(channel, $"The bridge was not built by {Name}."), "*").JsonAsync();
        var changed = await ApproveAsync(newsroom, content).CodeAsync(HttpStatusCode.Conflict);

        Assert.Equal(["entryId", "reason"], missing.Items("errors").Select(error => error.Text("field")));
        Assert.Equal(("conflict", "own_request", "leak_guard", "leak_guard"), (other, own, early, changed));
        var told = (await newsroom.Writer.Get("/v1/audit?limit=200").JsonAsync()).Items();
        Assert.Contains(told, act => act.Text("action") == "guard.override.asked" && act.GetProperty("details").Text("entryId") == entry);
        Assert.DoesNotContain("builder", JsonSerializer.Serialize(told), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Trait("Requirement", "LGD-02")]
    [Trait("Requirement", "CP-28")]
    public async Task A_list_that_cannot_be_read_lets_nothing_pass_and_raises_an_alert()
    {
        await using var newsroom = await NewsroomJourney.StartAsync();
        await ProtectAsync(newsroom);
        var channel = await newsroom.AddMastodonAsync();
        var (waiting, next) = (
            await newsroom.SubmitAsync(Piece(channel, "A bridge.")),
            await newsroom.SubmitAsync(Piece(channel, "A road."))
        );
        await newsroom.ApproveAsync(waiting);
        var posts = await newsroom.ScheduleAsync(waiting, [channel], TimeSpan.FromSeconds(30));

        await newsroom.App.Store.WriteAsync(
            scope =>
                scope.Db.Database.ExecuteSqlRawAsync(
                    "UPDATE protected_names SET cipher = 'lost'; UPDATE guard_lists SET version = version + 1",
                    TestContext.Current.CancellationToken
                ),
            TestContext.Current.CancellationToken
        );
        var refused = await ApproveAsync(newsroom, next).CodeAsync(HttpStatusCode.ServiceUnavailable);
        newsroom.Time.Advance(TimeSpan.FromMinutes(3));
        await newsroom.UntilAsync(async () => (await AlertsAsync(newsroom)).Contains("guard_unavailable"), moveClock: true);

        Assert.Equal("guard_unavailable", refused);
        Assert.Equal("scheduled", (await newsroom.Writer.Get($"/v1/posts/{posts[0].Text("id")}").JsonAsync()).Text("state"));
        Assert.Empty(newsroom.Visible);

        // What fails again and again does not hold up the stop, which gives up after 25 s and would leave it running.
        await newsroom.App.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    [Trait("Requirement", "LGD-04")]
    public async Task A_name_never_comes_back_and_stands_nowhere_on_the_disk()
    {
        await using var app = new PublisherApp();
        using var admin = app.Admin();
        var made = await admin.Post("/v1/protected-names", Entry("Contributor seven"), "once").JsonAsync(HttpStatusCode.Created);
        await admin.Post("/v1/protected-names", Entry("Contributor seven"), "once").JsonAsync(HttpStatusCode.Created);
        var told = new List<JsonElement>
        {
            made,
            await admin.Get("/v1/protected-names").JsonAsync(),
            await admin.Get("/v1/audit").JsonAsync(),
            await admin.Get("/v1/events").JsonAsync(),
            await admin.Post("/v1/protected-names", Entry(Name)).JsonAsync(HttpStatusCode.UnprocessableEntity),
            await admin
                .Post("/v1/api-keys", new { person = Name, scopes = new[] { "read" } })
                .JsonAsync(HttpStatusCode.UnprocessableEntity),
        };

        Assert.DoesNotContain("Tsovasaryan", JsonSerializer.Serialize(told), StringComparison.OrdinalIgnoreCase);
        Assert.Single(told[1].Items());
        Assert.Equal("shows_the_name", told[4].Items("errors")[0].Text("code"));
        Assert.Equal("protected_name", told[5].Items("errors")[0].Text("code"));
        byte[][] canaries = [Encoding.UTF8.GetBytes("Tsovasaryan"), Encoding.Unicode.GetBytes("Tsovasaryan")];
        foreach (
            var file in Directory
                .EnumerateFiles(app.Directory, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) is not "lock")
        )
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Assert.All(canaries, canary => Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(canary)));
        }
    }

    [Fact]
    public async Task A_text_can_be_checked_without_being_kept_and_bad_entries_are_named()
    {
        await using var app = new PublisherApp();
        using var admin = app.Admin();
        var made = await admin.Post("/v1/protected-names", Entry("Contributor seven")).JsonAsync(HttpStatusCode.Created);

        var hit = Assert.Single((await admin.Post("/v1/leak-check", new { text = $"By {Name}." }).JsonAsync()).Items("hits"));
        var clean = await admin.Post("/v1/leak-check", new { text = "By the editorial team." }).JsonAsync();
        var wrong = await admin
            .Post(
                "/v1/protected-names",
                new
                {
                    name = "",
                    kind = "nickname",
                    aliases = new[] { "" },
                }
            )
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal(
            (made.Text("id"), 3, Name.Length),
            (hit.Text("entryId"), hit.GetProperty("start").GetInt32(), hit.GetProperty("length").GetInt32())
        );
        Assert.Empty(clean.Items("hits"));
        Assert.Equal(["kind", "name", "label", "aliases[0]"], wrong.Items("errors").Select(error => error.Text("field")));
    }

    private static object Entry(string label) =>
        new
        {
            name = Name,
            aliases = Array.Empty<string>(),
            kind = "person",
            label,
        };

    private static object Piece(string channel, string body) =>
        new { texts = new { en = new { title = "A bridge", body } }, channels = new[] { channel } };

    private static async Task<string> ProtectAsync(NewsroomJourney newsroom)
    {
        using var admin = newsroom.App.Admin();
        return (await admin.Post("/v1/protected-names", Entry("Contributor seven")).JsonAsync(HttpStatusCode.Created)).Text("id");
    }

    private static async Task<HttpResponseMessage> ApproveAsync(NewsroomJourney newsroom, string content)
    {
        await newsroom.VariantsAsync(content);
        using var submitted = await newsroom.Writer.Post($"/v1/contents/{content}/submit");
        var hash = (await newsroom.Editor.Get($"/v1/contents/{content}").JsonAsync()).Text("hash");
        return await newsroom.Editor.Post($"/v1/contents/{content}/approve", new { hash });
    }

    private static async Task<IReadOnlyList<string>> AlertsAsync(NewsroomJourney newsroom) =>
        [.. (await newsroom.Writer.Get("/v1/alerts").JsonAsync()).Items().Select(alert => alert.Text("kind"))];
}

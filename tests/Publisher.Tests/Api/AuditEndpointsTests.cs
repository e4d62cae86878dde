using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Api;

/// <summary>What is written down of who did what.</summary>
[Trait("Requirement", "PRV-14")]
public sealed class AuditEndpointsTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Acts_are_told_by_person_name_and_id_and_never_by_their_words(bool onPostgres)
    {
        await using var app = new PublisherApp(postgres: onPostgres ? await postgres.NewDatabaseAsync() : null);
        using var lead = await app.ClientForAsync("lead");
        using var writer = await app.ClientForAsync("writer");

        var pause = await lead.Post("/v1/pauses", new { scope = "all", reason = "The heron is ill." }).JsonAsync(HttpStatusCode.Created);
        var content = await writer
            .Post(
                "/v1/contents",
                new { texts = new { en = new { title = "A heron", body = "It flies." } }, channels = Array.Empty<string>() }
            )
            .CodeAsync(HttpStatusCode.UnprocessableEntity);
        var link = await writer.Post("/v1/calendar-links", new { name = "Wall" }).JsonAsync(HttpStatusCode.Created);
        await lead.SendAsync(
            new HttpRequestMessage(HttpMethod.Delete, $"/v1/pauses/{pause.Text("id")}"),
            TestContext.Current.CancellationToken
        );

        var told = (await lead.Get("/v1/audit").JsonAsync()).Items();
        Assert.Equal("invalid", content);
        Assert.Equal(
            [
                ("lead", "pause.start", pause.Text("id")),
                ("writer", "calendar_link.create", link.Text("id")),
                ("lead", "pause.end.asked", pause.Text("id")),
            ],
            told.Select(entry => (entry.Text("person"), entry.Text("action"), entry.Text("subject")))
        );
        Assert.DoesNotContain("heron", JsonSerializer.Serialize(told), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(told[0].Text("hash"), told[1].Text("previousHash"));
        var verdict = await lead.Post("/v1/audit/verify").JsonAsync();
        Assert.True(verdict.GetProperty("ok").GetBoolean());
        Assert.Equal(3, verdict.GetProperty("entries").GetInt32());
    }

    [Fact]
    public async Task A_repeat_under_the_same_key_is_one_act()
    {
        await using var app = new PublisherApp();
        using var lead = await app.ClientForAsync("lead");
        var body = new { scope = "all", reason = "A pause." };

        await lead.Post("/v1/pauses", body, "once").JsonAsync(HttpStatusCode.Created);
        await lead.Post("/v1/pauses", body, "once").JsonAsync(HttpStatusCode.Created);

        Assert.Single((await lead.Get("/v1/audit").JsonAsync()).Items());
    }

    [Fact]
    [Trait("Requirement", "CP-31")]
    public async Task An_act_that_cannot_be_written_down_is_not_done()
    {
        await using var app = new PublisherApp();
        using var lead = await app.ClientForAsync("lead");
        await app.Store.WriteAsync(
            scope => scope.Db.Database.ExecuteSqlRawAsync("DROP TABLE audit", TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken
        );

        using var refused = await lead.Post("/v1/pauses", new { scope = "all", reason = "A pause." });

        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
        Assert.Empty((await lead.Get("/v1/pauses").JsonAsync()).Items());
    }

    [Fact]
    public async Task It_is_listed_in_parts_and_by_time()
    {
        await using var app = new PublisherApp();
        using var lead = await app.ClientForAsync("lead");
        for (var i = 0; i < 5; i++)
        {
            await lead.Post("/v1/calendar-links", new { name = $"Wall {i}" }).JsonAsync(HttpStatusCode.Created);
        }

        var first = await lead.Get("/v1/audit?limit=2").JsonAsync();
        var second = await lead.Get($"/v1/audit?limit=2&cursor={first.Text("nextCursor")}").JsonAsync();
        var none = await lead.Get("/v1/audit?to=2020-01-01T00:00:00Z").JsonAsync();
        var wrong = await lead.Get("/v1/audit?from=yesterday&limit=0").JsonAsync(HttpStatusCode.UnprocessableEntity);

        Assert.Equal([1, 2, 3, 4], first.Items().Concat(second.Items()).Select(entry => entry.GetProperty("sequence").GetInt32()));
        Assert.Empty(none.Items());
        Assert.Equal(["limit", "from"], wrong.Items("errors").Select(error => error.Text("field")));
    }

    [Fact]
    [Trait("Requirement", "SEC-03")]
    public async Task A_key_limited_to_channels_does_not_read_it()
    {
        await using var app = new PublisherApp();
        using var volunteer = await app.LimitedClientAsync("volunteer", ["ch_1"]);

        Assert.Equal("forbidden", await volunteer.Get("/v1/audit").CodeAsync(HttpStatusCode.Forbidden));
    }
}

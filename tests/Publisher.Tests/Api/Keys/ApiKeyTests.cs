using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Publisher.Api.Keys;

namespace Publisher.Tests.Api.Keys;

public sealed class ApiKeyTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
    private readonly PublisherApp _app;

    public ApiKeyTests() => _app = new PublisherApp(_time);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    [Trait("Requirement", "SEC-01")]
    public async Task A_key_is_shown_once_and_kept_as_a_hash()
    {
        using var admin = _app.Admin();
        var wanted = new { person = "Mariam", scopes = new[] { "read" } };

        var made = await admin.Post("/v1/api-keys", wanted, "a-key").JsonAsync(HttpStatusCode.Created);
        var replayed = await admin.Post("/v1/api-keys", wanted, "a-key").JsonAsync(HttpStatusCode.Created);
        var shown = await admin.Get($"/v1/api-keys/{made.Text("id")}").JsonAsync();

        var text = made.Text("key");
        await using var db = _app.Store.Read();
        var row = await db.ApiKeys.SingleAsync(key => key.Person == "Mariam", TestContext.Current.CancellationToken);
        Assert.Matches("^pk_[0-9a-f]{72}$", text);
        Assert.Null(replayed.GetProperty("key").GetString());
        Assert.Null(shown.GetProperty("key").GetString());
        Assert.DoesNotContain(text, row.Hash, StringComparison.Ordinal);
        using var client = _app.ClientWith(text);
        Assert.Equal("Mariam", (await client.Get("/v1/me").JsonAsync()).Text("person"));
    }

    [Fact]
    [Trait("Requirement", "SEC-01")]
    public async Task A_mistyped_key_is_told_by_its_checksum()
    {
        var text = ApiKeyText.New();

        Assert.False(ApiKeyText.IsMistyped(text));
        Assert.True(ApiKeyText.IsMistyped(text[..^1] + (text[^1] == '0' ? '1' : '0')));
        using var client = _app.ClientWith(text);
        Assert.Equal("unauthenticated", await client.Get("/v1/me").CodeAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    [Trait("Requirement", "SEC-01")]
    public async Task A_revoked_key_is_dead_at_once()
    {
        using var admin = _app.Admin();
        var made = await admin.Post("/v1/api-keys", new { person = "Mariam", scopes = new[] { "read" } }).JsonAsync(HttpStatusCode.Created);
        using var client = _app.ClientWith(made.Text("key"));
        await client.Get("/v1/me").JsonAsync();

        await admin.Delete($"/v1/api-keys/{made.Text("id")}").JsonAsync(HttpStatusCode.NoContent);

        Assert.Equal("unauthenticated", await client.Get("/v1/me").CodeAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    [Trait("Requirement", "SEC-01")]
    public async Task A_key_that_another_node_revoked_is_dead_within_a_second()
    {
        using var client = await _app.ClientForAsync("Mariam", "read");
        await client.Get("/v1/me").JsonAsync();
        await _app.Store.WriteAsync(
            scope =>
                scope
                    .Db.ApiKeys.Where(key => key.Person == "Mariam")
                    .ExecuteUpdateAsync(
                        key => key.SetProperty(row => row.State, Publisher.Posts.Keys.ApiKeyState.Revoked),
                        TestContext.Current.CancellationToken
                    ),
            TestContext.Current.CancellationToken
        );

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("unauthenticated", await client.Get("/v1/me").CodeAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    [Trait("Requirement", "SEC-01")]
    public async Task A_key_expires()
    {
        using var admin = _app.Admin();
        var wanted = new
        {
            person = "Mariam",
            scopes = new[] { "read" },
            expiresAt = "2026-11-30T13:00:00Z",
        };
        var made = await admin.Post("/v1/api-keys", wanted).JsonAsync(HttpStatusCode.Created);
        using var client = _app.ClientWith(made.Text("key"));
        await client.Get("/v1/me").JsonAsync();

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("unauthenticated", await client.Get("/v1/me").CodeAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Once_two_people_can_approve_a_third_waits_for_another_approver()
    {
        using var admin = _app.Admin();
        var second = await admin
            .Post("/v1/api-keys", new { person = "Tigran", scopes = new[] { "approve" } })
            .JsonAsync(HttpStatusCode.Created);
        var third = await admin
            .Post("/v1/api-keys", new { person = "Leyla", scopes = new[] { "approve" } })
            .JsonAsync(HttpStatusCode.Created);
        using var leyla = _app.ClientWith(third.Text("key"));
        using var tigran = _app.ClientWith(second.Text("key"));

        var waiting = await leyla.Get("/v1/me").CodeAsync(HttpStatusCode.Forbidden);
        var own = await admin.Post($"/v1/api-keys/{third.Text("id")}/confirm").CodeAsync(HttpStatusCode.Forbidden);
        var confirmed = await tigran.Post($"/v1/api-keys/{third.Text("id")}/confirm").JsonAsync();

        Assert.Equal("active", second.Text("state"));
        Assert.Equal("pending", third.Text("state"));
        Assert.Equal(("forbidden", "forbidden"), (waiting, own));
        Assert.Equal("active", confirmed.Text("state"));
        Assert.Equal("Leyla", (await leyla.Get("/v1/me").JsonAsync()).Text("person"));
    }

    [Theory]
    [InlineData("m@newsroom.example")]
    [InlineData("agent 7")]
    [InlineData("")]
    [InlineData("<b>")]
    public async Task A_person_is_an_alias_without_address_or_number(string person)
    {
        using var admin = _app.Admin();

        var problem = await admin
            .Post("/v1/api-keys", new { person, scopes = new[] { "read", "all" } })
            .JsonAsync(HttpStatusCode.UnprocessableEntity);

        var fields = problem.Items("errors").Select(error => error.Text("field")).ToList();
        Assert.Contains("person", fields);
        Assert.Contains("scopes[1]", fields);
    }

    [Fact]
    public async Task The_last_admin_key_stays()
    {
        using var admin = _app.Admin();
        var only = Assert.Single((await admin.Get("/v1/api-keys").JsonAsync()).Items());

        Assert.Equal("last_admin_key", await admin.Delete($"/v1/api-keys/{only.Text("id")}").CodeAsync(HttpStatusCode.Conflict));
    }
}

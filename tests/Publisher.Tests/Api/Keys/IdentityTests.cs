using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Publisher.Tests.Api.Keys;

/// <summary>Tokens of an identity provider; all names and subjects are invented.</summary>
public sealed class IdentityTests : IAsyncLifetime
{
    private const string Subject = "auth-subject-of-an-invented-editor";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
    private IdentityIssuer _issuer = null!;
    private PublisherApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await IdentityIssuer.StartAsync();
        _app = AppOf(_issuer);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    [Trait("Requirement", "SEC-01")]
    public async Task A_token_opens_what_its_subject_is_bound_to()
    {
        var bound = await BindAsync("Mariam", "read");
        using var client = _app.ClientWith(Token());

        var me = await client.Get("/v1/me").JsonAsync();
        var forbidden = await client.Post("/v1/contents", new { }).CodeAsync(HttpStatusCode.Forbidden);

        Assert.Equal("Mariam", me.Text("person"));
        Assert.Equal("identity", bound.Text("kind"));
        Assert.Null(bound.GetProperty("key").GetString());
        Assert.Equal("forbidden", forbidden);
    }

    [Fact]
    [Trait("Requirement", "SEC-01")]
    public async Task A_subject_that_nobody_bound_opens_nothing()
    {
        using var client = _app.ClientWith(Token());

        Assert.Equal("unauthenticated", await client.Get("/v1/me").CodeAsync(HttpStatusCode.Unauthorized));
    }

    public static TheoryData<string> Forgeries =>
        [
            "unsigned",
            "signed with the public key",
            "signed by another",
            "of another issuer",
            "for another audience",
            "without audience",
            "expired",
            "not yet in force",
            "without an end",
            "without a subject",
            "cut",
            "changed",
        ];

    [Theory]
    [MemberData(nameof(Forgeries))]
    [Trait("Requirement", "SEC-01")]
    public async Task A_token_that_is_not_valid_opens_nothing(string forgery)
    {
        await BindAsync("Mariam", "read");
        var now = _time.GetUtcNow();
        var token = forgery switch
        {
            "unsigned" => _issuer.Unsigned(now, Subject),
            "signed with the public key" => _issuer.SignedWithPublicKey(now, Subject),
            "signed by another" => _issuer.SignedByAnother(now, Subject),
            "of another issuer" => _issuer.Token(now, Subject, ("iss", "https://login.example.org")),
            "for another audience" => _issuer.Token(now, Subject, ("aud", "calendar")),
            "without audience" => _issuer.Token(now, Subject, ("aud", null)),
            "expired" => _issuer.Token(now.AddMinutes(-6), Subject),
            "not yet in force" => _issuer.Token(now, Subject, ("nbf", now.AddMinutes(2).ToUnixTimeSeconds())),
            "without an end" => _issuer.Token(now, Subject, ("exp", null)),
            "without a subject" => _issuer.Token(now, Subject, ("sub", null)),
            "cut" => Token()[..^8],
            _ => Token().Replace(".", ".e", StringComparison.Ordinal),
        };
        using var client = _app.ClientWith(token);

        Assert.Equal("unauthenticated", await client.Get("/v1/me").CodeAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    [Trait("Requirement", "SEC-01")]
    public async Task Revoking_shuts_the_door_to_tokens_that_are_still_in_force_and_the_identity_can_be_bound_again()
    {
        var bound = await BindAsync("Mariam", "read");
        using var admin = _app.Admin();
        using var client = _app.ClientWith(Token());
        await client.Get("/v1/me").JsonAsync();
        var twice = await admin.Post("/v1/api-keys", Binding("Leyla", "read")).CodeAsync(HttpStatusCode.Conflict);

        await admin.Delete($"/v1/api-keys/{bound.Text("id")}").JsonAsync(HttpStatusCode.NoContent);
        var refused = await client.Get("/v1/me").CodeAsync(HttpStatusCode.Unauthorized);
        await BindAsync("Mariam", "read", "draft");

        Assert.Equal(("already_bound", "unauthenticated"), (twice, refused));
        Assert.Equal("Mariam", (await client.Get("/v1/me").JsonAsync()).Text("person"));
    }

    [Fact]
    [Trait("Requirement", "PRV-12")]
    public async Task An_identity_that_may_approve_waits_for_another_approver_like_any_key()
    {
        using var admin = _app.Admin();
        await admin.Post("/v1/api-keys", new { person = "Tigran", scopes = new[] { "approve" } }).JsonAsync(HttpStatusCode.Created);

        var bound = await BindAsync("Mariam", "approve");

        using var client = _app.ClientWith(Token());
        Assert.Equal("pending", bound.Text("state"));
        Assert.Equal("forbidden", await client.Get("/v1/me").CodeAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    [Trait("Requirement", "SEC-16")]
    public async Task Of_a_subject_only_a_hash_is_kept()
    {
        await BindAsync("Mariam", "read");

        await using var db = _app.Store.Read();
        var row = await db.ApiKeys.SingleAsync(key => key.Person == "Mariam", TestContext.Current.CancellationToken);
        Assert.Matches("^oidc:[0-9a-f]{64}$", row.Hash);
    }

    [Fact]
    public async Task Keys_of_the_provider_are_read_once_for_many_requests()
    {
        await BindAsync("Mariam", "read");
        using var client = _app.ClientWith(Token());

        for (var i = 0; i < 20; i++)
        {
            await client.Get("/v1/me").JsonAsync();
        }

        Assert.Equal(1, _issuer.KeyReads);
    }

    [Fact]
    [Trait("Requirement", "SEC-17")]
    public async Task While_the_provider_does_not_answer_tokens_are_refused_and_keys_work()
    {
        await using var broken = await IdentityIssuer.StartAsync(status: 500);
        await using var app = AppOf(broken);
        using var client = app.ClientWith(broken.Token(_time.GetUtcNow(), Subject));
        using var admin = app.Admin();

        Assert.Equal("identity_unavailable", await client.Get("/v1/me").CodeAsync(HttpStatusCode.ServiceUnavailable));
        Assert.Equal("admin", (await admin.Get("/v1/me").JsonAsync()).Text("person"));
    }

    [Fact]
    public async Task Without_a_provider_no_identity_can_be_bound()
    {
        await using var app = new PublisherApp(_time);
        using var admin = app.Admin();

        var problem = await admin.Post("/v1/api-keys", Binding("Mariam", "read")).JsonAsync(HttpStatusCode.UnprocessableEntity);

        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(("subject", "identity_off"), (error.Text("field"), error.Text("code")));
    }

    private PublisherApp AppOf(IdentityIssuer issuer) =>
        new(_time, settings: [("Oidc:Issuer", issuer.Address), ("Oidc:Audience", "publisher")]);

    private string Token() => _issuer.Token(_time.GetUtcNow(), Subject);

    private async Task<System.Text.Json.JsonElement> BindAsync(string person, params string[] scopes)
    {
        using var admin = _app.Admin();
        return await admin.Post("/v1/api-keys", Binding(person, scopes)).JsonAsync(HttpStatusCode.Created);
    }

    private static object Binding(string person, params string[] scopes) =>
        new
        {
            person,
            scopes,
            subject = Subject,
        };
}

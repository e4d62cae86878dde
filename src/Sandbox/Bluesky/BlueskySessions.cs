using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Bluesky;

/// <summary>Accounts and their tokens: access lasts 120 minutes, refresh 90 days, and a used refresh token two hours more.</summary>
internal sealed class BlueskySessions(TimeProvider time)
{
    private static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(120);
    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan GraceOfUsedRefresh = TimeSpan.FromHours(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, BlueskyAccount> _accounts = [];
    private readonly Dictionary<string, Token> _tokens = [];

    public async Task CreateAsync(HttpContext context)
    {
        var call = await Call.ReadAsync(context.Request);
        if (call.Text("identifier") is not { } identifier || call.Text("password") is not { } password)
        {
            await context.AnswerErrorAsync(BlueskyError.Invalid("Input must have the properties \"identifier\" and \"password\""));
            return;
        }

        if (!Answers.IsSandboxSecret(password))
        {
            await context.AnswerErrorAsync(new BlueskyError(401, "AuthenticationRequired", "Invalid identifier or password"));
            return;
        }

        await context.AnswerAsync(Issue(SignUp(identifier), context.Request));
    }

    public Task RefreshAsync(HttpContext context)
    {
        if (Authenticate(context.Request, "refresh", out var error) is not { } account)
        {
            return context.AnswerErrorAsync(error!);
        }

        lock (_gate)
        {
            var used = BearerOf(context.Request)!;
            var until = time.GetUtcNow() + GraceOfUsedRefresh;
            _tokens[used] = _tokens[used] with { ExpiresAt = until < _tokens[used].ExpiresAt ? until : _tokens[used].ExpiresAt };
        }

        return context.AnswerAsync(Issue(account, context.Request));
    }

    public Task ShowAsync(HttpContext context) =>
        Authenticate(context.Request, "access", out var error) is { } account
            ? context.AnswerAsync(View(account, context.Request))
            : context.AnswerErrorAsync(error!);

    /// <summary>Whose access token this call carries.</summary>
    public BlueskyAccount? Authenticate(HttpRequest request, out BlueskyError? error) => Authenticate(request, "access", out error);

    /// <summary>The account named by its handle or DID.</summary>
    public BlueskyAccount? Find(string? handleOrDid)
    {
        lock (_gate)
        {
            return _accounts.Values.FirstOrDefault(account => account.Did == handleOrDid || account.Handle == handleOrDid);
        }
    }

    private BlueskyAccount? Authenticate(HttpRequest request, string scope, out BlueskyError? error)
    {
        lock (_gate)
        {
            error = BearerOf(request) switch
            {
                null => new BlueskyError(401, "AuthMissing", "Authentication Required"),
                var bearer when !_tokens.TryGetValue(bearer, out var token) => new(400, "InvalidToken", "Token could not be verified"),
                var bearer when _tokens[bearer].Scope != scope => new(400, "InvalidToken", "Bad token scope"),
                var bearer when _tokens[bearer].ExpiresAt <= time.GetUtcNow() => new(400, "ExpiredToken", "Token has expired"),
                _ => null,
            };
            return error is null ? _tokens[BearerOf(request)!].Account : null;
        }
    }

    private static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: > 7 } header && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? header[7..]
            : null;

    private BlueskyAccount SignUp(string identifier)
    {
        lock (_gate)
        {
            if (Find(identifier) is { } known)
            {
                return known;
            }

            var name = Cid.Base32(SHA256.HashData(Encoding.UTF8.GetBytes(identifier)))[..24];
            var account = identifier.StartsWith("did:", StringComparison.Ordinal)
                ? new BlueskyAccount(identifier, $"{name[..8]}.sandbox.test")
                : new BlueskyAccount($"did:plc:{name}", identifier);
            return _accounts[identifier] = account;
        }
    }

    private JsonObject Issue(BlueskyAccount account, HttpRequest request)
    {
        var view = View(account, request);
        view["accessJwt"] = Issue(account, "access", AccessLifetime);
        view["refreshJwt"] = Issue(account, "refresh", RefreshLifetime);
        return view;
    }

    private string Issue(BlueskyAccount account, string scope, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        var payload = new JsonObject
        {
            ["scope"] = $"com.atproto.{scope}",
            ["sub"] = account.Did,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["jti"] = RandomNumberGenerator.GetHexString(16),
        };
        var jwt =
            $"{Encode("""{"typ":"at+jwt","alg":"HS256"}""")}.{Encode(payload.ToJsonString())}.{RandomNumberGenerator.GetHexString(43)}";
        lock (_gate)
        {
            _tokens[jwt] = new Token(account, scope, now + lifetime);
        }

        return jwt;
    }

    private static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static JsonObject View(BlueskyAccount account, HttpRequest request) =>
        new()
        {
            ["did"] = account.Did,
            ["handle"] = account.Handle,
            ["active"] = true,
            ["didDoc"] = new JsonObject
            {
                ["id"] = account.Did,
                ["alsoKnownAs"] = new JsonArray($"at://{account.Handle}"),
                ["service"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = "#atproto_pds",
                        ["type"] = "AtprotoPersonalDataServer",
                        ["serviceEndpoint"] = $"{request.Scheme}://{request.Host}/bluesky",
                    }
                ),
            },
        };

    private sealed record Token(BlueskyAccount Account, string Scope, DateTimeOffset ExpiresAt);
}

internal sealed record BlueskyAccount(string Did, string Handle);

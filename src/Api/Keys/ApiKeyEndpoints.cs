using Microsoft.EntityFrameworkCore;
using Publisher.Api.Conventions;
using Publisher.Posts;
using Publisher.Posts.Keys;
using Publisher.Posts.Safety;
using Publisher.Posts.Storage;

namespace Publisher.Api.Keys;

internal static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/v1/api-keys").WithTags("Keys").Needs(Scopes.Admin);
        keys.MapPost("/", Create).Audits("key.create").Produces<ApiKeyView>(201);
        keys.MapGet("/", List).Produces<PageView<ApiKeyView>>();
        keys.MapGet("/{id}", Show).Produces<ApiKeyView>();
        keys.MapDelete("/{id}", Revoke).Audits("key.revoke").Produces(204);
        keys.MapPost("/{id}/confirm", Confirm).Audits("key.confirm").Needs(Scopes.Approve).Produces<ApiKeyView>();
    }

    private static async Task<IResult> Create(
        Body<NewApiKey> body,
        HttpContext context,
        Caller caller,
        LeakChecks checks,
        IdentityTokens tokens,
        KeyRegister register,
        Door door,
        CancellationToken cancellationToken
    )
    {
        var showsName = body.Value.Person is { } alias && (await checks.ReadAsync(alias, cancellationToken)).Count > 0;
        return await door.WriteAsync(
            context,
            async scope =>
            {
                var problems = new ProblemList();
                if (showsName)
                {
                    problems.Add("person", "protected_name", "A person is known by an alias; this one shows a protected name.");
                }

                var text = body.Value.Subject is null ? ApiKeyText.New() : null;
                var hash = text is null ? tokens.HashOf(ReadSubject(body.Value.Subject!, tokens, problems)) : Digest.Of(text);
                var channels = await scope.Db.Channels.Select(channel => channel.Id).ToListAsync(cancellationToken);
                var key = Read(body.Value, problems, scope, hash, caller, [.. channels.Where(caller.Sees)]);
                if (problems.Any)
                {
                    return Problems.Invalid(problems);
                }

                var others = await scope.Db.ApiKeys.ToListAsync(cancellationToken);
                if (others.Find(other => other.Hash == hash) is { } bound)
                {
                    if (IsInForce(bound, scope.Now) || bound.State is ApiKeyState.Pending)
                    {
                        return Problems.Conflict("already_bound", $"This identity is bound to {bound.Id}; revoke that one first.");
                    }

                    // What is dead gives the identity free, and forgets it.
                    bound.Hash = ApiKey.IdentityPrefix + bound.Id;
                    await scope.Db.SaveChangesAsync(cancellationToken);
                }

                key.State = NeedsConfirmation(key, others, scope.Now) ? ApiKeyState.Pending : ApiKeyState.Active;
                scope.Db.ApiKeys.Add(key);
                scope.AfterCommit(() => register.Forget(hash)); // an identity may have been asked for before
                scope.Tell(EventTypes.KeyCreated, new { keyId = key.Id, state = key.State });
                return Reply.Created($"/v1/api-keys/{key.Id}", ApiKeyView.Of(key, text)) with { ReplayBody = ApiKeyView.Of(key) };
            },
            cancellationToken
        );
    }

    private static async Task<IResult> List(HttpContext context, Store store, CancellationToken cancellationToken)
    {
        var problems = new ProblemList();
        var page = Page.Of(context.Request, problems);
        if (problems.Any)
        {
            return Problems.Invalid(problems);
        }

        await using var db = store.Read();
        var after = page.After?[0];
        var rows = await db
            .ApiKeys.Where(key => after == null || string.Compare(key.Id, after) < 0)
            .OrderByDescending(key => key.Id)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        return Reply.Ok(page.View(rows, key => ApiKeyView.Of(key), key => [key.Id]));
    }

    private static async Task<IResult> Show(string id, Store store, CancellationToken cancellationToken)
    {
        await using var db = store.Read();
        var key = await db.ApiKeys.FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        return key is null ? Problems.NotFound() : Reply.Ok(ApiKeyView.Of(key));
    }

    private static Task<IResult> Revoke(
        string id,
        HttpContext context,
        Door door,
        KeyRegister register,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                var keys = await scope.Db.ApiKeys.ToListAsync(cancellationToken);
                if (keys.Find(key => key.Id == id) is not { } key)
                {
                    return Problems.NotFound();
                }

                if (IsLastAdmin(key, keys, scope.Now))
                {
                    return Problems.Conflict("last_admin_key", "This is the last key that can make keys; make another one first.");
                }

                key.State = ApiKeyState.Revoked;
                scope.AfterCommit(() => register.Forget(key.Hash));
                return Reply.NoContent;
            },
            cancellationToken
        );

    private static Task<IResult> Confirm(
        string id,
        HttpContext context,
        Caller caller,
        Door door,
        KeyRegister register,
        CancellationToken cancellationToken
    ) =>
        door.WriteAsync(
            context,
            async scope =>
            {
                if (await scope.Db.ApiKeys.FindAsync([id], cancellationToken) is not { } key)
                {
                    return Problems.NotFound();
                }

                if (key.State is not ApiKeyState.Pending)
                {
                    return Problems.Conflict("conflict", "Only a pending key can be confirmed.");
                }

                if (caller.Person == key.CreatedBy || caller.Person == key.Person)
                {
                    return Problems.Forbidden("Another approver than the one who made the key, or whose it is, must confirm it.");
                }

                key.State = ApiKeyState.Active;
                scope.AfterCommit(() => register.Forget(key.Hash));
                return Reply.Ok(ApiKeyView.Of(key));
            },
            cancellationToken
        );

    private static ApiKey Read(
        NewApiKey wanted,
        ProblemList problems,
        WriteScope scope,
        string hash,
        Caller caller,
        IReadOnlyList<string> channels
    )
    {
        var expiresAt = problems.Time("expiresAt", wanted.ExpiresAt)?.ToUniversalTime();
        if (expiresAt <= scope.Now)
        {
            problems.Add("expiresAt", "in_the_past", $"{PostTimes.Told(expiresAt.Value)} is past; it is {PostTimes.Told(scope.Now)} now.");
        }

        return new ApiKey
        {
            Id = scope.NewId("key_"),
            Hash = hash,
            Person = PersonAlias.Read(problems, "person", wanted.Person),
            Scopes = ReadScopes(wanted.Scopes, problems),
            Channels = ReadChannels(wanted.Channels, problems, caller, channels),
            ExpiresAt = expiresAt,
            CreatedBy = caller.Person,
            CreatedAt = scope.Now,
        };
    }

    private static string ReadSubject(string wanted, IdentityTokens tokens, ProblemList problems)
    {
        if (!tokens.IsOn)
        {
            problems.Add(
                "subject",
                "identity_off",
                "No identity provider is set; set Oidc:Issuer and Oidc:Audience first, or leave subject out."
            );
        }

        return problems.Required("subject", wanted, IdentityTokens.MostSubjectCharacters);
    }

    private static List<string> ReadScopes(IReadOnlyList<string?>? scopes, ProblemList problems)
    {
        if (scopes is null or [])
        {
            problems.Add("scopes", "required", $"Name at least one scope of {string.Join(", ", Scopes.All)}.");
        }

        foreach (var (scope, i) in (scopes ?? []).Select((scope, i) => (scope, i)).Where(item => !Scopes.All.Contains(item.scope)))
        {
            problems.Add(
                $"scopes[{i}]",
                "unknown_value",
                $"A scope is one of {string.Join(", ", Scopes.All)}; this is “{ProblemList.Shown(scope ?? "")}”."
            );
        }

        return [.. (scopes ?? []).OfType<string>().Distinct()];
    }

    // A limited key must not make one that sees more than itself.
    private static IReadOnlyList<string>? ReadChannels(
        IReadOnlyList<string?>? wanted,
        ProblemList problems,
        Caller caller,
        IReadOnlyList<string> visible
    )
    {
        if (wanted is null)
        {
            return caller.Channels;
        }

        if (wanted.Count == 0)
        {
            problems.Add("channels", "required", "Name at least one channel, or leave channels out for all.");
        }

        foreach (var (id, i) in wanted.Select((id, i) => (id, i)).Where(item => item.id is null || !visible.Contains(item.id)))
        {
            problems.Add($"channels[{i}]", "unknown_channel", $"There is no channel {ProblemList.Shown(id ?? "")}.");
        }

        return [.. wanted.OfType<string>().Distinct()];
    }

    /// <summary>Once two people can approve, nobody invents a further pair of eyes alone.</summary>
    private static bool NeedsConfirmation(ApiKey key, IReadOnlyList<ApiKey> others, DateTimeOffset now)
    {
        if (!CanApprove(key) || others.Any(other => other.Person == key.Person && CanApprove(other) && IsInForce(other, now)))
        {
            return false;
        }

        return others.Where(other => CanApprove(other) && IsInForce(other, now)).Select(other => other.Person).Distinct().Count() >= 2;
    }

    private static bool IsLastAdmin(ApiKey key, IReadOnlyList<ApiKey> keys, DateTimeOffset now) =>
        key.Scopes.Contains(Scopes.Admin)
        && IsInForce(key, now)
        && !keys.Any(other =>
            other.Id != key.Id && other.Scopes.Contains(Scopes.Admin) && other.ExpiresAt is null && IsInForce(other, now)
        );

    private static bool CanApprove(ApiKey key) => key.Scopes.Contains(Scopes.Approve) || key.Scopes.Contains(Scopes.Admin);

    private static bool IsInForce(ApiKey key, DateTimeOffset now) =>
        key.State is ApiKeyState.Active && (key.ExpiresAt is null || key.ExpiresAt > now);
}

using System.Text;
using Publisher.Api.Conventions;
using Publisher.Posts.Keys;

namespace Publisher.Api.Keys;

/// <summary>Lets a request in when its key may call the route, and not too fast. What no route access is said for is refused.</summary>
internal sealed class KeyCheck(RequestDelegate next, KeyRegister keys, RateLimits limits)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // No route, or routing's own answer (405): nothing that could be done.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }

        if (await RefusalAsync(context, endpoint) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private async ValueTask<Reply?> RefusalAsync(HttpContext context, RouteEndpoint endpoint)
    {
        var access = endpoint.Metadata.GetMetadata<RouteAccess>();
        if (access is RouteAccess.Open or RouteAccess.Public)
        {
            return null;
        }

        ApiKey? key;
        try
        {
            key = Text(context.Request) is { } text ? await keys.FindAsync(text, context.RequestAborted) : null;
        }
        catch (IdentityUnavailableException)
        {
            return Problems.Of(503, "identity_unavailable", "The identity provider does not answer; a key of this service works.") with
            {
                Headers = [new("Retry-After", "30")],
            };
        }

        if (key is null)
        {
            return Problems.Unauthenticated(IsForPeople(context.Request) ? "Basic realm=\"Publisher\"" : "Bearer");
        }

        var caller = new Caller(key);
        context.Features.Set(caller);
        return limits.Refusal(context, endpoint, key.Id) ?? Refusal(access, key, caller);
    }

    private static Reply? Refusal(RouteAccess? access, ApiKey key, Caller caller) =>
        (access, key.State) switch
        {
            (_, ApiKeyState.Pending) => Problems.Forbidden("This key waits until another approver confirms it."),
            (RouteAccess.AnyKey, _) => null,
            (RouteAccess.Scoped(var scopes), _) when scopes.Any(caller.Has) => null,
            (RouteAccess.Scoped(var scopes), _) => Problems.Forbidden($"This needs a key with the scope {string.Join(" or ", scopes)}."),
            _ => Problems.Forbidden("No key may call this."),
        };

    /// <summary>The key as a bearer token; a browser that reads the docs sends it as a password.</summary>
    private static string? Text(HttpRequest request)
    {
        const string bearer = "Bearer ";
        const string basic = "Basic ";
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[bearer.Length..].Trim();
        }

        Span<byte> bytes = stackalloc byte[300];
        return
            header.StartsWith(basic, StringComparison.OrdinalIgnoreCase)
            && IsForPeople(request)
            && Convert.TryFromBase64String(header[basic.Length..].Trim(), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes[..length]).Split(':', 2)[^1]
            : null;
    }

    /// <summary>A browser cannot send a bearer token; it asks for a password, which is the key.</summary>
    private static bool IsForPeople(HttpRequest request) => request.Path.StartsWithSegments("/docs");
}

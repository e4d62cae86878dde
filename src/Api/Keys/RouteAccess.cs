namespace Publisher.Api.Keys;

/// <summary>Who may call a route. A route without it is refused to everybody.</summary>
internal abstract record RouteAccess
{
    private RouteAccess() { }

    /// <summary>A key with one of these scopes, or with <c>admin</c>.</summary>
    public sealed record Scoped(IReadOnlyList<string> Scopes) : RouteAccess;

    /// <summary>Any valid key.</summary>
    public sealed record AnyKey : RouteAccess;

    /// <summary>No key; only on the addresses that are ours.</summary>
    public sealed record Open : RouteAccess;

    /// <summary>No key; also on the public addresses.</summary>
    public sealed record Public : RouteAccess;
}

/// <summary>Says who may call a route or a group; the innermost word counts.</summary>
internal static class RouteAccessExtensions
{
    public static T Needs<T>(this T route, params IReadOnlyList<string> scopes)
        where T : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess.Scoped(scopes));

    public static T NeedsAnyKey<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess.AnyKey());

    public static T IsOpen<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess.Open());

    public static T IsPublic<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new RouteAccess.Public());
}

namespace Publisher.Api.Keys;

/// <summary>A route that takes a core for a while, or calls another service; counted by itself for each key.</summary>
/// <param name="Name">As people are told, such as <c>preview</c>.</param>
internal sealed record CostlyOperation(string Name);

internal static class CostlyOperationExtensions
{
    public static RouteHandlerBuilder Costs(this RouteHandlerBuilder route, string name) => route.WithMetadata(new CostlyOperation(name));
}

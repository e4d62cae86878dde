namespace Publisher.Sandbox;

/// <summary>One network's place in the sandbox, under <c>/{Name}</c>.</summary>
internal abstract class StandIn(string name)
{
    public string Name => name;

    public abstract void Map(IEndpointRouteBuilder routes);

    /// <summary>The one place that says what each route of this network does; null for what faults leave alone. It may read a buffered body.</summary>
    /// <param name="path">Below the network's own path, with a leading slash.</param>
    public abstract ValueTask<NetworkAction?> ActionOfAsync(HttpRequest request, string path);

    /// <summary>A refusal that this network documents for such a call.</summary>
    public abstract Task RefuseAsync(HttpContext context, NetworkAction action);

    /// <summary>Any other status in this network's own envelope.</summary>
    public abstract Task FailAsync(HttpContext context, int status, int? retryAfterSeconds);
}

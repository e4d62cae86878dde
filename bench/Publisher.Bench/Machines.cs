using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>What the service runs on.</summary>
/// <param name="Storage"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Nodes">Processes that share one PostgreSQL; 1: no cluster.</param>
internal sealed record Machines(string Storage, int Nodes)
{
    public static Machines One { get; } = new("sqlite", 1);

    public bool IsPostgres => Storage == "postgres";

    /// <summary>Reads <c>--storage</c> and <c>--nodes</c> and takes them out.</summary>
    /// <exception cref="DemoFailure">One of them is not possible.</exception>
    public static Machines Take(Dictionary<string, string> given)
    {
        given.Remove("--storage", out var storage);
        var machines = new Machines(storage ?? "sqlite", ScheduleLoad.Take(given, "--nodes", 1));
        return machines switch
        {
            { Storage: not ("sqlite" or "postgres") } => throw new DemoFailure("--storage is sqlite or postgres."),
            { Nodes: < 1 or > 9 } => throw new DemoFailure("--nodes is 1 to 9."),
            { IsPostgres: false, Nodes: > 1 } => throw new DemoFailure("--nodes needs --storage postgres: SQLite serves one process."),
            _ => machines,
        };
    }
}

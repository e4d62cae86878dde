using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>What the service runs on.</summary>
/// <param name="Storage"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Nodes">Processes that share one PostgreSQL; 1: no cluster.</param>
internal sealed record Machines(string Storage, int Nodes)
{
    public static Machines One { get; } = new("sqlite", 1);

    public bool IsPostgres => Storage == "postgres";

    /// <summary>Of options that hold nothing else.</summary>
    /// <exception cref="DemoFailure">One is unknown, or not possible.</exception>
    public static Machines Parse(IReadOnlyList<string> options)
    {
        var given = Pairs(options);
        var machines = Take(given);
        return given.Count == 0 ? machines : throw new DemoFailure($"{given.Keys.First()} is not known here.");
    }

    /// <exception cref="DemoFailure">The last one has no value.</exception>
    internal static Dictionary<string, string> Pairs(IReadOnlyList<string> options)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i < options.Count; i += 2)
        {
            given[options[i]] = i + 1 < options.Count ? options[i + 1] : throw new DemoFailure($"{options[i]} needs a value.");
        }

        return given;
    }

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

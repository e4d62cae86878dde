using System.Globalization;
using Publisher.Sandbox.Demo;

namespace Publisher.Crash;

/// <summary>What is to be tried.</summary>
/// <param name="Service">The service's assembly, built with checkpoints.</param>
/// <param name="Rounds">Each ends a process at least once.</param>
/// <param name="Seed">The same seed draws the same pieces, places and times; what the machine does between them differs.</param>
/// <param name="Nodes">Processes that share one database.</param>
/// <param name="Storage"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Lanes">Trials that run beside each other, each with everything of its own. Default: one per two cores and at least two.</param>
/// <param name="Situations"><c>all</c>, <c>none</c>, or a word of their names.</param>
/// <param name="Haste">How many times faster the service's clock runs.</param>
internal sealed record CrashOptions(
    string Service,
    int Rounds,
    int Seed,
    int Nodes,
    string Storage,
    int Lanes,
    int Haste,
    string Situations
)
{
    public bool IsPostgres => Storage == "postgres";

    /// <summary>Whether a situation of that name is played. With rounds on PostgreSQL none is: they choose their storage themselves.</summary>
    public bool Plays(string name) =>
        Situations switch
        {
            "all" => !IsPostgres,
            "none" => false,
            var word => name.Contains(word, StringComparison.Ordinal),
        };

    /// <exception cref="DemoFailure">An option is unknown or does not fit.</exception>
    public static CrashOptions Parse(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || !arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new DemoFailure(
                    $"{arguments[i]} is no option with a value; there are --rounds, --seed, --nodes, --storage, --lanes, --haste, --situations."
                );
            }

            given[arguments[i]] = arguments[i + 1];
        }

        int Number(string name, int otherwise) =>
            given.Remove(name, out var text) ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
        string Text(string name, string otherwise) => given.Remove(name, out var text) ? text : otherwise;

        var nodes = Number("--nodes", 1);
        var options = new CrashOptions(
            Text("--service", ""),
            Number("--rounds", 60),
            Number("--seed", 1),
            nodes,
            Text("--storage", nodes > 1 ? "postgres" : "sqlite"),
            Number("--lanes", nodes > 1 ? 1 : Math.Max(2, Environment.ProcessorCount / 2)),
            Number("--haste", 20),
            Text("--situations", "all")
        );
        return given.Count > 0 ? throw new DemoFailure($"{given.Keys.First()} is no option of crash.")
            : options.Storage is not ("sqlite" or "postgres") ? throw new DemoFailure("--storage is sqlite or postgres.")
            : options is { Nodes: > 1, IsPostgres: false } ? throw new DemoFailure("Several nodes need --storage postgres.")
            : options.Nodes < 1 || options.Lanes < 1 || options.Haste < 1
                ? throw new DemoFailure("--nodes, --lanes and --haste are at least 1.")
            : options;
    }
}

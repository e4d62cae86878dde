using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Publisher.Simulation;

/// <summary><c>simulate [--seeds N] [--seed S] [--bug NAME]</c>: lives N seeds beginning with S, tells the shortest story that breaks a promise, and prints JSON last.</summary>
internal static class Program
{
    private const int ProgressEvery = 10_000;

    public static int Main(string[] args)
    {
        var one = Option(args, "--seed");
        var seeds = long.Parse(Option(args, "--seeds") ?? (one is null ? "50000" : "1"), CultureInfo.InvariantCulture);
        var first = long.Parse(one ?? "1", CultureInfo.InvariantCulture);
        var bug = Enum.Parse<PlantedBug>(Option(args, "--bug") ?? nameof(PlantedBug.None), ignoreCase: true);
        var watch = Stopwatch.StartNew();

        var tally = Run.Many(first, seeds, bug, progress: done => TellProgress(done, seeds, watch.Elapsed));
        if (tally.Shortest is { } ending)
        {
            Tell(tally, ending);
        }
        else if (seeds == 1)
        {
            Tell(Run.One(first, bug, isTold: true).Story);
        }

        var result = new
        {
            seeds = tally.Seeds,
            steps = tally.Steps,
            violations = tally.Violations,
            seed = tally.Shortest?.Seed,
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 1),
        };
        Console.WriteLine(JsonSerializer.Serialize(result));
        return tally.Violations == 0 ? 0 : 1;
    }

    private static void Tell(Tally tally, Ending ending)
    {
        Console.WriteLine($"Seed {ending.Seed} breaks a promise after {ending.Steps} steps: {ending.Broken}");
        Tell(ending.Story);
        foreach (var other in tally.ByPromise.Values)
        {
            Console.WriteLine($"Seed {other.Seed}, {other.Steps} steps: {other.Broken}");
        }

        Console.WriteLine($"Again: ./publisher simulate --seed {ending.Seed}");
    }

    private static void Tell(IEnumerable<string> story)
    {
        foreach (var line in story)
        {
            Console.WriteLine(line);
        }
    }

    private static void TellProgress(long done, long seeds, TimeSpan elapsed)
    {
        if (done % ProgressEvery == 0)
        {
            Console.WriteLine($"{done} of {seeds} seeds, {done / elapsed.TotalSeconds:0} a second");
        }
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}

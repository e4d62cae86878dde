namespace Publisher.Simulation;

/// <summary>How one seed ended.</summary>
/// <param name="Broken">The promise that was broken; null: none.</param>
public sealed record Ending(long Seed, int Steps, string? Broken, IReadOnlyList<string> Story);

/// <summary>What many seeds came to.</summary>
/// <param name="ByPromise">The shortest story that broke each promise.</param>
public sealed record Tally(long Seeds, long Steps, long Violations, IReadOnlyDictionary<string, Ending> ByPromise)
{
    public Ending? Shortest => ByPromise.Values.MinBy(ending => ending.Steps);
}

/// <summary>Lives seeds, one story each; the same seed tells the same story.</summary>
public static class Run
{
    public static Ending One(long seed, PlantedBug bug = PlantedBug.None, bool isTold = false)
    {
        var world = new World(seed, bug, isTold);
        string? broken = null;
        try
        {
            world.Live();
        }
        catch (Violation violation)
        {
            broken = violation.Message;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or NullReferenceException)
        {
            broken = $"a step failed: {exception.Message}{(isTold ? $" {exception.StackTrace}" : "")}";
        }

        return new(seed, world.Agenda.Steps, broken, world.Story.Lines);
    }

    /// <param name="untilFound">Ends with the first broken promise.</param>
    public static Tally Many(
        long first,
        long count,
        PlantedBug bug = PlantedBug.None,
        bool untilFound = false,
        Action<long>? progress = null
    )
    {
        var gate = new Lock();
        var (seeds, steps, violations) = (0L, 0L, 0L);
        var shortest = new Dictionary<string, Ending>();
        Parallel.For(
            first,
            first + count,
            (seed, loop) =>
            {
                var ending = One(seed, bug);
                lock (gate)
                {
                    (seeds, steps) = (seeds + 1, steps + ending.Steps);
                    violations += ending.Broken is null ? 0 : 1;
                    var promise = new string([.. (ending.Broken ?? "").Where(letter => !char.IsAsciiDigit(letter))]);
                    if (
                        ending.Broken is not null
                        && (
                            !shortest.TryGetValue(promise, out var other)
                            || (ending.Steps, ending.Seed).CompareTo((other.Steps, other.Seed)) < 0
                        )
                    )
                    {
                        shortest[promise] = ending;
                    }

                    progress?.Invoke(seeds);
                }

                if (untilFound && ending.Broken is not null)
                {
                    loop.Stop();
                }
            }
        );
        return new(seeds, steps, violations, shortest.ToDictionary(pair => pair.Key, pair => One(pair.Value.Seed, bug, isTold: true)));
    }
}

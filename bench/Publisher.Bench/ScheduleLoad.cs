using System.Globalization;
using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>How much is scheduled.</summary>
/// <param name="Pending">Posts that wait for tomorrow meanwhile.</param>
/// <param name="PerSecond">Posts per second of the spread load.</param>
/// <param name="Seconds">How long the spread load lasts.</param>
/// <param name="Burst">Posts that are due in one instant, each on a channel of its own.</param>
internal sealed record ScheduleLoad(int Pending, int PerSecond, int Seconds, int Burst)
{
    /// <summary>5,000 pending, 50 per second for a minute, 1,000 at once; each can be given, as in <c>--seconds 20</c>.</summary>
    /// <exception cref="DemoFailure">An option is unknown or no number.</exception>
    public static ScheduleLoad Parse(IReadOnlyList<string> options)
    {
        var load = new ScheduleLoad(Pending: 5000, PerSecond: 50, Seconds: 60, Burst: 1000);
        for (var i = 0; i < options.Count; i += 2)
        {
            if (i + 1 == options.Count || !int.TryParse(options[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw new DemoFailure($"{options[i]} needs a number.");
            }

            load = options[i] switch
            {
                "--pending" => load with { Pending = number },
                "--per-second" => load with { PerSecond = number },
                "--seconds" => load with { Seconds = number },
                "--burst" => load with { Burst = number },
                var other => throw new DemoFailure($"bench schedule knows --pending, --per-second, --seconds and --burst, not {other}."),
            };
        }

        return load;
    }
}

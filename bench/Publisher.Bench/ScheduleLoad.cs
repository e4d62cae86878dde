using System.Globalization;
using Publisher.Sandbox.Demo;

namespace Publisher.Bench;

/// <summary>How much is scheduled, and on what.</summary>
/// <param name="Pending">Posts that wait for tomorrow meanwhile.</param>
/// <param name="PerSecond">Posts per second of the spread load.</param>
/// <param name="Seconds">How long the spread load lasts.</param>
/// <param name="Burst">Posts that are due in one instant, each on a channel of its own.</param>
/// <param name="History">Finished posts that lie in the database for a second spread load; 0: no second one.</param>
/// <param name="Films">A film is being rendered all the while.</param>
internal sealed record ScheduleLoad(int Pending, int PerSecond, int Seconds, int Burst, int History, bool Films, Machines Machines)
{
    /// <summary>
    /// 5,000 pending, 50 per second for a minute (20 on PostgreSQL), 1,000 at once; each can be given, as in <c>--seconds 20</c>.
    /// <c>--films 1</c> renders films beside it, <c>--storage postgres --nodes 3</c> measures a cluster, <c>--history 1000000</c> repeats the spread over so many finished posts.
    /// </summary>
    /// <exception cref="DemoFailure">An option is unknown or no number.</exception>
    public static ScheduleLoad Parse(IReadOnlyList<string> options)
    {
        var given = Machines.Pairs(options);
        var machines = Machines.Take(given);
        var load = new ScheduleLoad(
            Pending: Take(given, "--pending", 5000),
            PerSecond: Take(given, "--per-second", machines.IsPostgres ? 20 : 50),
            Seconds: Take(given, "--seconds", 60),
            Burst: Take(given, "--burst", 1000),
            History: Take(given, "--history", 0),
            Films: Take(given, "--films", 0) > 0,
            machines
        );
        return given.Count == 0 ? load : throw new DemoFailure($"bench schedule does not know {string.Join(", ", given.Keys)}.");
    }

    /// <summary>As many as keep each below its network's pace.</summary>
    public int Channels => Math.Max(Burst, Math.Max(PerSecond, PerSecond * Seconds / 10));

    internal static int Take(Dictionary<string, string> given, string name, int otherwise)
    {
        if (!given.Remove(name, out var text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new DemoFailure($"{name} needs a number, not {text}.");
    }
}

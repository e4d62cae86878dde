using System.Globalization;

namespace Publisher.Crash;

/// <summary>
/// A clock that runs faster than the world, from the same moment in every process that is told of it. It may be set back and
/// forth while its timers go on, as a machine's is.
/// </summary>
internal sealed class HastyTime(DateTimeOffset begin, int haste) : TimeProvider
{
    /// <summary><c>unix milliseconds:haste</c></summary>
    public const string Variable = "PUBLISHER_HASTE";

    /// <summary>Names a file that holds by how many seconds the clock is set wrong; it is read again and again.</summary>
    public const string StepVariable = "PUBLISHER_CLOCK_STEP";

    private long _stepTicks;

    public static HastyTime? FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split(':') is not [var begin, var haste])
        {
            return null;
        }

        var time = new HastyTime(
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(begin, CultureInfo.InvariantCulture)),
            int.Parse(haste, CultureInfo.InvariantCulture)
        );
        if (Environment.GetEnvironmentVariable(StepVariable) is { Length: > 0 } file)
        {
            _ = time.FollowAsync(file);
        }

        return time;
    }

    public string Setting => string.Create(CultureInfo.InvariantCulture, $"{begin.ToUnixTimeMilliseconds()}:{haste}");

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() =>
        begin + (System.GetUtcNow() - begin) * haste + TimeSpan.FromTicks(Volatile.Read(ref _stepTicks));

    public override long GetTimestamp() => System.GetTimestamp() * haste;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

    private async Task FollowAsync(string file)
    {
        while (true)
        {
            if (File.Exists(file) && long.TryParse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture, out var seconds))
            {
                Volatile.Write(ref _stepTicks, seconds * TimeSpan.TicksPerSecond);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), System);
        }
    }

    private TimeSpan Shorten(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / haste;
}

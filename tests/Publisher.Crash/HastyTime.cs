using System.Globalization;

namespace Publisher.Crash;

/// <summary>A clock that runs faster than the world, from the same moment in every process that is told of it.</summary>
internal sealed class HastyTime(DateTimeOffset begin, int haste) : TimeProvider
{
    /// <summary><c>unix milliseconds:haste</c></summary>
    public const string Variable = "PUBLISHER_HASTE";

    public static HastyTime? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable)?.Split(':') is [var begin, var haste]
            ? new HastyTime(
                DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(begin, CultureInfo.InvariantCulture)),
                int.Parse(haste, CultureInfo.InvariantCulture)
            )
            : null;

    public string Setting => string.Create(CultureInfo.InvariantCulture, $"{begin.ToUnixTimeMilliseconds()}:{haste}");

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => begin + (System.GetUtcNow() - begin) * haste;

    public override long GetTimestamp() => System.GetTimestamp() * haste;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

    private TimeSpan Shorten(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / haste;
}

using System.Globalization;
using Publisher.Channels;

namespace Publisher.Posts;

/// <summary>What a time must hold to.</summary>
public static class PostTimes
{
    public static IEnumerable<Problem> Check(DateTimeOffset time, string? timeZone, DateTimeOffset now)
    {
        if (timeZone is not null && WallTime.Check(time, timeZone) is { } wrong)
        {
            yield return wrong;
        }

        if (time < now)
        {
            yield return new(
                "in_the_past",
                "publishAt",
                $"{Told(time)} is past; it is {Told(now)} now. Say \"now\": true to publish at once."
            );
        }
        else if (time > now + Scheduling.Horizon)
        {
            yield return new(
                "too_far",
                "publishAt",
                $"{Told(time)} is more than two years ahead; the latest is {Told(now + Scheduling.Horizon)}."
            );
        }
    }

    /// <summary>A time for a person to read, to the second.</summary>
    public static string Told(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);
}

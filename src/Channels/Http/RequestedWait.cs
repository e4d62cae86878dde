using System.Globalization;
using System.Net.Http.Headers;

namespace Publisher.Channels.Http;

/// <summary>How long an answer asks us to stay away: <c>Retry-After</c>, else the <c>RateLimit-Reset</c> headers that Mastodon and Bluesky send in its place.</summary>
internal static class RequestedWait
{
    private const long SmallestEpoch = 1_000_000_000;

    /// <summary>Null when nothing (readable) was asked; never negative, and at most a day.</summary>
    public static TimeSpan? In(HttpResponseHeaders headers, TimeProvider time)
    {
        // A date is counted from the network's own clock, which may differ from ours.
        var now = headers.Date ?? time.GetUtcNow();
        var wait = headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - now ?? Reset(headers, now);
        return wait is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, TimeSpan.TicksPerDay)) : null;
    }

    private static TimeSpan? Reset(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (!headers.TryGetValues("RateLimit-Reset", out var values) && !headers.TryGetValues("X-RateLimit-Reset", out values))
        {
            return null;
        }

        var value = values.First();
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue)
        {
            return number < SmallestEpoch ? TimeSpan.FromSeconds(number) : DateTimeOffset.FromUnixTimeSeconds(number) - now;
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at - now : null;
    }
}

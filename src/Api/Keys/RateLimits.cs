using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;
using Publisher.Api.Conventions;

namespace Publisher.Api.Keys;

/// <summary>Section <c>RateLimit</c>.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimit";

    /// <summary>Requests per second of one key, and as many at once. Default: 200.</summary>
    [Range(1, 1_000_000)]
    public int PerSecond { get; set; } = 200;

    /// <summary>Of each costly operation, per second and key: uploads, previews, translations, checks. Default: 50.</summary>
    [Range(1, 1_000_000)]
    public int CostlyPerSecond { get; set; } = 50;
}

/// <summary>
/// One token bucket per key, and one more per key and costly operation, so that a flood of previews does not keep anybody from a takedown.
/// As many requests at once as a second brings. Counts keys, never addresses: whoever comes by Tor or a VPN is as welcome as others.
/// </summary>
internal sealed class RateLimits(IOptions<RateLimitOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Key, string? Operation), Bucket> _buckets = new();

    /// <summary>Null when the request may go on. Tells how much is left either way.</summary>
    public Reply? Refusal(HttpContext context, RouteEndpoint endpoint, string keyId) =>
        Refusal(context, keyId, operation: null, options.Value.PerSecond)
        ?? (
            endpoint.Metadata.GetMetadata<CostlyOperation>() is { Name: var name }
                ? Refusal(context, keyId, name, options.Value.CostlyPerSecond)
                : null
        );

    private Reply? Refusal(HttpContext context, string keyId, string? operation, int perSecond)
    {
        var bucket = _buckets.GetOrAdd((keyId, operation), _ => new Bucket(perSecond, time.GetTimestamp()));
        var left = bucket.Take(perSecond, time);
        var headers = context.Response.Headers;
        headers["RateLimit-Limit"] = Text(perSecond);
        headers["RateLimit-Remaining"] = Text(Math.Max(0, (int)left));
        headers["RateLimit-Reset"] = "1";
        var what = operation is null ? "requests" : $"calls of {operation}";
        return left >= 0
            ? null
            : Problems.Of(429, "rate_limited", $"One key may make {perSecond} {what} per second.") with
            {
                Headers = [new("Retry-After", "1")],
            };
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed class Bucket(double tokens, long at)
    {
        private readonly Lock _lock = new();
        private double _tokens = tokens;
        private long _at = at;

        /// <summary>What is left after this request; negative when there was nothing left to take.</summary>
        public double Take(int perSecond, TimeProvider time)
        {
            lock (_lock)
            {
                var now = time.GetTimestamp();
                _tokens = Math.Min(perSecond, _tokens + time.GetElapsedTime(_at, now).TotalSeconds * perSecond);
                _at = now;
                if (_tokens < 1)
                {
                    return -1;
                }

                return --_tokens;
            }
        }
    }
}

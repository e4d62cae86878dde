using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Publisher.Tests.Api.Keys;

public sealed class RateLimitTests
{
    [Fact]
    [Trait("Requirement", "SEC-05")]
    public async Task A_key_that_asks_too_often_waits_and_others_do_not()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
        await using var app = new PublisherApp(time, settings: ("RateLimit:PerSecond", "3"));
        using var hasty = app.Admin();
        using var calm = await app.ClientForAsync("reader", "read");
        for (var i = 0; i < 3; i++)
        {
            await hasty.Get("/v1/me").JsonAsync();
        }

        using var refused = await hasty.Get("/v1/me");
        using var other = await calm.Get("/v1/me");
        time.Advance(TimeSpan.FromSeconds(1));
        using var later = await hasty.Get("/v1/me");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.Equal("3", Assert.Single(refused.Headers.GetValues("RateLimit-Limit")));
        Assert.Equal("0", Assert.Single(refused.Headers.GetValues("RateLimit-Remaining")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.StatusCode, later.StatusCode));
    }
}

using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Publisher.Api.Keys;

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

    [Fact]
    [Trait("Requirement", "SEC-05")]
    public async Task A_flood_of_a_costly_operation_is_stopped_and_keeps_nobody_from_anything_else()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
        await using var app = new PublisherApp(time, settings: ("RateLimit:CostlyPerSecond", "2"));
        using var hasty = app.Admin();
        using var calm = await app.ClientForAsync("editor", "draft");
        for (var i = 0; i < 2; i++)
        {
            await hasty.Post("/v1/leak-check", new { text = "rain" }).JsonAsync();
        }

        using var refused = await hasty.Post("/v1/leak-check", new { text = "rain" });
        using var cheap = await hasty.Get("/v1/me");
        using var others = await calm.Post("/v1/leak-check", new { text = "rain" });
        time.Advance(TimeSpan.FromSeconds(1));
        using var later = await hasty.Post("/v1/leak-check", new { text = "rain" });

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("2", Assert.Single(refused.Headers.GetValues("RateLimit-Limit")));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        Assert.All([cheap, others, later], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    [Trait("Requirement", "SEC-05")]
    public void What_takes_a_core_or_calls_another_service_is_counted_by_itself()
    {
        using var app = new PublisherApp();
        var costly = app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<CostlyOperation>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimEnd('/'));

        Assert.Superset(
            new HashSet<string>
            {
                "/v1/media",
                "/v1/media/from-url",
                "/v1/preview",
                "/v1/contents/{id}/translations",
                "/v1/leak-check",
                "/v1/channels/{id}/check",
                "/v1/webhooks/{id}/test",
                "/v1/audit/verify",
                "/v1/verify",
                "/v1/media/{id}/cover",
            },
            costly.ToHashSet()
        );
    }
}

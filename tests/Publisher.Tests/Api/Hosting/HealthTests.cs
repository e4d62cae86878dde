using System.Net;

namespace Publisher.Tests.Api.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task A_started_service_is_ready_and_shows_its_metrics()
    {
        await using var app = new PublisherApp();
        using var client = app.ClientWith(null);

        var ready = await client.Get("/readyz").JsonAsync();
        using var metrics = await client.Get("/metrics");

        Assert.Equal("ready", ready.Text("status"));
        Assert.Equal(HttpStatusCode.OK, metrics.StatusCode);
    }

    [Fact]
    public async Task The_first_key_is_the_one_that_was_given_and_belongs_to_admin()
    {
        await using var app = new PublisherApp();
        using var client = app.Admin();

        var me = await client.Get("/v1/me").JsonAsync();

        Assert.Equal("admin", me.Text("person"));
    }

    [Fact]
    public async Task Without_a_key_there_is_only_unauthenticated()
    {
        await using var app = new PublisherApp();
        using var client = app.ClientWith(null);

        Assert.Equal("unauthenticated", await client.Get("/v1/me").CodeAsync(HttpStatusCode.Unauthorized));
    }
}

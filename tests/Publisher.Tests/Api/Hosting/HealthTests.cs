using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts.Storage;

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
    [Trait("Requirement", "CP-21")]
    public async Task A_full_disk_shows_until_a_write_works_again()
    {
        await using var app = new PublisherApp();
        using var client = app.ClientWith(null);
        await client.Get("/readyz").JsonAsync();

        app.Services.GetRequiredService<DiskRoom>().Note(new SqliteException("database or disk is full", 13));

        Assert.Equal("disk_full", (await client.Get("/readyz").JsonAsync(HttpStatusCode.ServiceUnavailable)).Text("cause"));
        await app.Services.GetRequiredService<DiskProbe>().TryAsync(TestContext.Current.CancellationToken);
        await client.Get("/readyz").JsonAsync();
    }

    [Fact]
    [Trait("Requirement", "CP-28")]
    public async Task A_media_store_that_is_away_shows()
    {
        await using var app = new PublisherApp(
            settings:
            [
                ("Media:Provider", "s3"),
                ("Media:S3:Endpoint", "http://127.0.0.1:9"),
                ("Media:S3:Bucket", "media"),
                ("Media:S3:AccessKey", "key"),
                ("Media:S3:SecretKey", "secret"),
            ]
        );
        using var client = app.ClientWith(null);

        Assert.Equal("media_unreachable", (await client.Get("/readyz").JsonAsync(HttpStatusCode.ServiceUnavailable)).Text("cause"));
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

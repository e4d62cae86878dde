using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Publisher.Posts.Storage;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Api.Hosting;

public sealed class HealthTests(PostgresServer postgres)
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
    [Trait("Requirement", "REL-12")]
    public async Task A_clusters_node_whose_clock_drifts_shows_it_until_it_is_right_again()
    {
        var clock = new SteppedClock();
        await using var app = new PublisherApp(
            clock,
            await postgres.NewDatabaseAsync(),
            settings: [("Cluster:Enabled", "true"), ("Media:Shared", "true"), ("Secrets:Passphrase", "seven bridges over one river")]
        );
        using var client = app.ClientWith(null);
        await client.Get("/readyz").JsonAsync();

        clock.Offset = TimeSpan.FromSeconds(3);
        await UntilAsync(client, "clock");
        clock.Offset = TimeSpan.Zero;
        await UntilAsync(client, cause: null);
    }

    [Fact]
    [Trait("Requirement", "CP-20")]
    public async Task A_database_that_is_away_shows_until_it_is_back()
    {
        var connection = new NpgsqlConnectionStringBuilder(await postgres.NewDatabaseAsync());
        await using var app = new PublisherApp(postgres: connection.ConnectionString);
        using var client = app.ClientWith(null);
        using var admin = app.Admin();
        await client.Get("/readyz").JsonAsync();

        await AllowConnectionsAsync(connection, false);
        await UntilAsync(client, "database_unreachable");
        using var alive = await client.Get("/healthz");
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        var (read, write, keyed) = (
            await admin.Get("/v1/channels").JsonAsync(HttpStatusCode.ServiceUnavailable),
            await admin.Post("/v1/pauses", new { reason = "A pause." }).JsonAsync(HttpStatusCode.ServiceUnavailable),
            await admin.Post("/v1/pauses", new { reason = "A pause." }, "once").JsonAsync(HttpStatusCode.ServiceUnavailable)
        );
        Assert.EndsWith("answer. Try again.", read.Text("detail"), StringComparison.Ordinal);
        Assert.EndsWith("Look whether it was done before you send it again.", write.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("Send it again with the same Idempotency-Key", keyed.Text("detail"), StringComparison.Ordinal);
        await AllowConnectionsAsync(connection, true);
        await UntilAsync(client, cause: null);
    }

    [Fact]
    [Trait("Requirement", "CP-20")]
    public async Task A_database_that_takes_calls_and_never_answers_shows_in_seconds()
    {
        var connection = new NpgsqlConnectionStringBuilder(await postgres.NewDatabaseAsync());
        await using var relay = new FreezingRelay(connection.Port);
        connection.Port = relay.Port;
        await using var app = new PublisherApp(postgres: connection.ConnectionString);
        using var client = app.ClientWith(null);
        await client.Get("/readyz").JsonAsync();

        relay.IsFrozen = true;
        var asked = TimeProvider.System.GetTimestamp();
        await UntilAsync(client, "database_unreachable");
        Assert.InRange(TimeProvider.System.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        relay.IsFrozen = false;
        await UntilAsync(client, cause: null);
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

    private static async Task AllowConnectionsAsync(NpgsqlConnectionStringBuilder connection, bool allowed)
    {
        var server = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Database = "postgres" };
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(
            $"""
            ALTER DATABASE {connection.Database} ALLOW_CONNECTIONS {allowed};
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{connection.Database}' AND NOT {allowed};
            """
        );
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until this is the cause why it is not ready; null: until it is ready.</summary>
    private static async Task UntilAsync(HttpClient client, string? cause)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            using var answer = await client.Get("/readyz");
            var told = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            if (told.GetProperty("cause").GetString() == cause)
            {
                Assert.Equal(cause is null ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"It never said {cause ?? "ready"}.");
    }
}

using Publisher.Sandbox.Demo;
using Publisher.Tests.Storage;

namespace Publisher.Crash;

/// <summary>What several nodes share: a PostgreSQL of our own, and a store of media that all of them reach.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly PostgresProcess _postgres;
    private readonly PlainS3 _media;

    private Cluster(PostgresProcess postgres, PlainS3 media) => (_postgres, _media) = (postgres, media);

    public static async Task<Cluster> StartAsync() =>
        new(await PostgresProcess.StartAsync(durable: false, CancellationToken.None), await PlainS3.StartAsync());

    /// <summary>Settings of the nodes of one lane: a fresh database.</summary>
    public async Task AddSettingsAsync(Dictionary<string, string> settings, bool isCluster)
    {
        settings["PUBLISHER__Storage__Provider"] = "postgres";
        settings["PUBLISHER__Storage__ConnectionString"] = await _postgres.NewDatabaseAsync(CancellationToken.None);
        if (isCluster)
        {
            settings["PUBLISHER__Cluster__Enabled"] = "true";
            settings["PUBLISHER__Secrets__Passphrase"] = "known to all nodes of the trial";
            settings["PUBLISHER__Media__Provider"] = "s3";
            settings["PUBLISHER__Media__S3__Endpoint"] = _media.Address;
            settings["PUBLISHER__Media__S3__Bucket"] = "media";
            settings["PUBLISHER__Media__S3__AccessKey"] = "trial";
            settings["PUBLISHER__Media__S3__SecretKey"] = "of the trial";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _media.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}

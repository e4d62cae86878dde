using Microsoft.Extensions.Options;
using Publisher.Api.Keys;
using Publisher.Channels.Templates;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;

namespace Publisher.Api.Hosting;

/// <summary>The first thing that runs: database, first key, key ring. What runs after it may count on them.</summary>
internal sealed partial class StartUp(
    StorageStart storage,
    RestoredCopy restored,
    MediaStore media,
    BootstrapKey bootstrap,
    RingKey ring,
    IOptions<ClusterOptions> cluster,
    Secrets secrets,
    TemplateCatalogue templates,
    AlertsWebhook alerts,
    Readiness readiness,
    ILogger<StartUp> logger
) : IHostedLifecycleService
{
    /// <exception cref="InvalidOperationException">Settings or disk do not allow a safe start; the message says what to do.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (cluster.Value.Enabled && ring.LiesBesideTheData)
        {
            throw new InvalidOperationException(
                "Cluster:Enabled needs Secrets:Passphrase or Secrets:CertificateFile, the same on every node, so that each can read what another encrypted."
            );
        }

        ring.Check();
        _ = templates.Default; // read now, so that a faulty template stops the start and not the first slide
        await storage.RunAsync(cancellationToken);
        if (await restored.RaiseAsync(cancellationToken) is { } epoch)
        {
            Log.PutBack(logger, epoch.Since);
        }

        (media as DiskMediaStore)?.Collect();

        // Makes the ring now, so that a missing passphrase stops the start and not the first secret.
        secrets.Protect("start", "probe", "probe", "probe");
        if (ring.LiesBesideTheData)
        {
            Log.RingBesideData(logger);
        }

        if (await bootstrap.EnsureAsync(cancellationToken) is { } path)
        {
            Console.Out.WriteLine($"An admin key is in {path}");
        }

        await alerts.EnsureAsync(cancellationToken);
        readiness.StorageIsReady = true;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The data were put back to their state of {Since:O}: everything is paused, and the networks are asked for what was due since. End the pause when it has been looked through; that needs two people"
        )]
        public static partial void PutBack(ILogger logger, DateTimeOffset since);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Secrets are encrypted with a key file in the data directory; set Secrets:Passphrase or Secrets:CertificateFile to keep it elsewhere"
        )]
        public static partial void RingBesideData(ILogger logger);
    }
}

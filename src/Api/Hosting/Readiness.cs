using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Api.Hosting;

/// <summary>Whether the service can do its work now.</summary>
internal sealed class Readiness(Store store, IHostApplicationLifetime lifetime)
{
    public bool StorageIsReady { get; set; }

    /// <summary>Null when all is well, else a code such as <c>starting</c>.</summary>
    public async Task<string?> TroubleAsync(CancellationToken cancellationToken)
    {
        // The renderer and the scheduler are started before the listener, and end the process if they cannot be.
        if (!StorageIsReady || !lifetime.ApplicationStarted.IsCancellationRequested)
        {
            return "starting";
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return "stopping";
        }

        await using var db = store.Read();
        return await db.Database.CanConnectAsync(cancellationToken) ? null : "storage";
    }
}

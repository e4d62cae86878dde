using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Api.Hosting;

/// <summary>Whether the service can do its work now.</summary>
internal sealed class Readiness(Store store, DiskRoom room, NodeClock clock, MediaStore media, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Asking a store of others costs a call, and whoever watches us asks every second.</summary>
    private static readonly TimeSpan MediaIsFresh = TimeSpan.FromSeconds(10);

    private (long At, bool IsThere)? _media;
    private Task<bool>? _asking;

    public bool StorageIsReady { get; set; }

    /// <summary>Null when all is well, else a code such as <c>starting</c>.</summary>
    public async Task<string?> TroubleAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return "stopping";
        }

        // The renderer and the scheduler are started before the listener, and end the process if they cannot be.
        return !StorageIsReady || !lifetime.ApplicationStarted.IsCancellationRequested ? "starting"
            : room.IsShort ? "disk_full"
            : !clock.IsTrusted ? "clock"
            : !await DatabaseAnswersAsync(cancellationToken) ? "database_unreachable"
            : !await MediaAnswersAsync(cancellationToken) ? "media_unreachable"
            : null;
    }

    /// <summary>A server that takes the question and is silent holds it for a minute, however short the limit: nobody waits for that, and no second one is put.</summary>
    private async Task<bool> DatabaseAnswersAsync(CancellationToken cancellationToken)
    {
        var asking = _asking is { IsCompleted: false } unanswered ? unanswered : _asking = AskDatabaseAsync();
        try
        {
            return await asking.WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<bool> AskDatabaseAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await using var db = store.Read();
            return await db.Database.CanConnectAsync(limit.Token);
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> MediaAnswersAsync(CancellationToken cancellationToken)
    {
        if (_media is { } known && TimeProvider.System.GetElapsedTime(known.At) < MediaIsFresh)
        {
            return known.IsThere;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var isThere = true;
        try
        {
            await media.ProbeAsync(limit.Token);
        }
        catch (Exception exception)
            when (exception is MediaUnavailableException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            isThere = false;
        }

        _media = (TimeProvider.System.GetTimestamp(), isThere);
        return isThere;
    }
}

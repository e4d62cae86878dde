using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Publisher.Posts.Keys;

namespace Publisher.Posts.Storage;

/// <summary>While the disk is full, tries every two seconds whether a write works, in the database and in the data directory.</summary>
public sealed partial class DiskProbe(
    Store store,
    MediaStore media,
    DiskRoom room,
    Signals signals,
    DataDirectory directory,
    TimeProvider time,
    ILogger<DiskProbe> logger
) : BackgroundService
{
    public static TimeSpan Every { get; } = TimeSpan.FromSeconds(2);

    /// <summary>What is freed by chance between two other writes is not room.</summary>
    private const int Bytes = 256 << 10;

    /// <summary>One probe; true when there is room again.</summary>
    public async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteFileAsync(cancellationToken);
            await WriteRowAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.StillShort(logger, exception.GetType().Name);
            return false;
        }

        room.Clear();
        Log.RoomAgain(logger);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var shortage = signals.Shortage.Next;
                if (!room.IsShort)
                {
                    await shortage.WaitAsync(stoppingToken);
                    Log.Short(logger);
                }

                await Task.Delay(Every, time, stoppingToken);
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task WriteFileAsync(CancellationToken cancellationToken)
    {
        if (media is not DiskMediaStore)
        {
            return;
        }

        var path = directory.File("probe");
        try
        {
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
            await file.WriteAsync(new byte[Bytes], cancellationToken);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A row is written and deleted again in one transaction: its pages must find room in the log.</summary>
    private Task WriteRowAsync(CancellationToken cancellationToken) =>
        store.WriteAsync(
            async scope =>
            {
                var row = new StoredAnswer
                {
                    Key = "probe",
                    Fingerprint = "",
                    Status = 0,
                    ContentType = "",
                    Body = new string('0', Bytes),
                    At = scope.Now,
                };
                scope.Db.Answers.Add(row);
                await scope.Db.SaveChangesAsync(cancellationToken);
                await scope.Db.Answers.Where(answer => answer.Key == row.Key).ExecuteDeleteAsync(cancellationToken);
                scope.Db.ChangeTracker.Clear();
            },
            cancellationToken
        );

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "The disk is full: nothing is sent until a write works again")]
        public static partial void Short(ILogger logger);

        [LoggerMessage(LogLevel.Debug, "The disk is still full ({Kind})")]
        public static partial void StillShort(ILogger logger, string kind);

        [LoggerMessage(LogLevel.Warning, "There is room on the disk again; sending goes on")]
        public static partial void RoomAgain(ILogger logger);
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Publisher.Posts.Safety;

/// <summary>Exports the head of the chain at the start, each hour, and at the stop.</summary>
public sealed partial class AuditExport(AuditHeads heads, TimeProvider time, ILogger<AuditExport> logger) : BackgroundService
{
    /// <summary>Between two heads.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!heads.AreExported)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await ExportAsync();
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await ExportAsync();
    }

    private async Task ExportAsync()
    {
        try
        {
            await heads.ExportAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.Failed(logger, FaultTrace.Of(exception));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The head of the audit chain could not be exported; it is tried again in an hour: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

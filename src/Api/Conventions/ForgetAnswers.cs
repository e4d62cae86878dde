using Microsoft.EntityFrameworkCore;
using Publisher.Posts.Storage;

namespace Publisher.Api.Conventions;

/// <summary>Deletes kept answers once they are older than <see cref="Door.Kept"/>, every hour.</summary>
internal sealed partial class ForgetAnswers(Store store, TimeProvider time, ILogger<ForgetAnswers> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromHours(1), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.Failed(logger, exception.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public Task<int> RunAsync(CancellationToken cancellationToken) =>
        store.WriteAsync(
            async scope =>
            {
                var oldest = scope.Now - Door.Kept;
                var forgotten = await scope.Db.Answers.Where(row => row.At < oldest).ExecuteDeleteAsync(cancellationToken);
                if (forgotten > 0)
                {
                    scope.Destroys();
                }

                return forgotten;
            },
            cancellationToken
        );

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Kept answers could not be deleted: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts.Storage;
using Quartz;

namespace Publisher.Scheduler;

public static class SchedulerServiceExtensions
{
    /// <summary>Calls under way at one time; twelve hung channels must not stop a thirteenth.</summary>
    private const int MostAtOnce = 256;

    /// <summary>The clock and everything it drives.</summary>
    public static IServiceCollection AddScheduler(this IServiceCollection services, IConfiguration configuration)
    {
        var storage = configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
        var cluster = configuration.GetSection(ClusterOptions.Section).Get<ClusterOptions>() ?? new ClusterOptions();
        services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(pool => pool.MaxConcurrency = MostAtOnce);
            quartz.UseExecutionLimits(limits => limits.ForOtherGroups(1, ExecutionLimitScope.Cluster));
            if (storage.IsPostgres)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.ProvisionSchema();
                    store.UsePostgres(storage.ConnectionString!);
                    store.ConfigureStore(options => options.AcceptEnlistedTransactions = true);
                    if (cluster.Enabled)
                    {
                        store.UseClustering();
                    }
                });
            }
            else
            {
                quartz.UseInMemoryStore();
            }
        });
        services.AddSingleton<Deliverer>().AddSingleton<Reconciler>().AddSingleton<Remover>().AddSingleton<PostClock>();
        services.AddHostedService<Engine>().AddHostedService<ClockWatch>().AddHostedService<ClockSteps>();
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddSingleton<Sweeper>().AddHostedService(provider => provider.GetRequiredService<Sweeper>());
        services.AddHostedService<AlertLoop>();
        return services.AddWebhooks();
    }
}

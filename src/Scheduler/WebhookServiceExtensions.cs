using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts.Webhooks;

namespace Publisher.Scheduler;

public static class WebhookServiceExtensions
{
    /// <summary>What tells the outside of events, and what makes drafts of what the outside sends.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services
            .AddSingleton<WebhookKeys>()
            .AddSingleton<WebhookOutbox>()
            .AddSingleton<WebhookSetup>()
            .AddSingleton<EventFeed>()
            .AddSingleton<AlertsWebhook>();
        services.AddSingleton<InboundSetup>().AddSingleton<InboundDrafts>().AddSingleton<WebhookCall>();
        services.AddSingleton<WebhookSender>().AddHostedService(provider => provider.GetRequiredService<WebhookSender>());
        services.AddSingleton<FeedPoller>().AddHostedService(provider => provider.GetRequiredService<FeedPoller>());
        return services.AddHostedService<WebhookPurge>();
    }
}

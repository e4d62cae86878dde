using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts.Webhooks;
using Publisher.Scheduler;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Scheduler;

public sealed class WebhookPurgeTests
{
    [Fact]
    [Trait("Requirement", "WHK-07")]
    public async Task After_a_month_ended_deliveries_and_ids_of_calls_go_while_waiting_ones_and_items_of_feeds_stay()
    {
        await using var diary = await TestDiary.OpenAsync(services => services.AddSingleton<WebhookPurge>());
        await diary.WriteAsync(scope =>
        {
            scope.Db.WebhookDeliveries.AddRange(
                Delivery("ended", WebhookDeliveryState.Delivered, scope.Now),
                Delivery("waiting", WebhookDeliveryState.Pending, scope.Now)
            );
            scope.Db.InboundHooks.AddRange(
                Hook("in_call", feedUrl: null, scope.Now),
                Hook("in_feed", "https://site.example/rss", scope.Now)
            );
            scope.Db.InboundMessages.AddRange(Message("in_call", scope.Now), Message("in_feed", scope.Now));
        });

        await diary.Get<WebhookPurge>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal((2, 2), await CountAsync(diary));
        diary.Time.Advance(WebhookPurge.Kept + TimeSpan.FromSeconds(1));
        await diary.Get<WebhookPurge>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), await CountAsync(diary));
        await using var db = diary.Store.Read();
        Assert.Equal("waiting", (await db.WebhookDeliveries.SingleAsync(TestContext.Current.CancellationToken)).Id);
        Assert.Equal("in_feed", (await db.InboundMessages.SingleAsync(TestContext.Current.CancellationToken)).HookId);
    }

    private static async Task<(int Deliveries, int Messages)> CountAsync(TestDiary diary)
    {
        await using var db = diary.Store.Read();
        return (
            await db.WebhookDeliveries.CountAsync(TestContext.Current.CancellationToken),
            await db.InboundMessages.CountAsync(TestContext.Current.CancellationToken)
        );
    }

    private static WebhookDelivery Delivery(string id, WebhookDeliveryState state, DateTimeOffset at) =>
        new()
        {
            Id = id,
            WebhookId = "wh_1",
            EventId = "evt_1",
            Type = "post.published",
            Body = "{}",
            CreatedAt = at,
            State = state,
            NextTryAt = at,
        };

    private static InboundHook Hook(string id, string? feedUrl, DateTimeOffset at) =>
        new()
        {
            Id = id,
            Name = "newsdesk",
            Source = feedUrl is null ? "generic" : "rss",
            TokenHash = feedUrl is null ? "hash" : null,
            FeedUrl = feedUrl,
            Language = "en",
            Channels = ["ch_1"],
            CreatedBy = "admin",
            CreatedAt = at,
        };

    private static InboundMessage Message(string hookId, DateTimeOffset at) =>
        new()
        {
            HookId = hookId,
            MessageId = "msg_1",
            At = at,
        };
}

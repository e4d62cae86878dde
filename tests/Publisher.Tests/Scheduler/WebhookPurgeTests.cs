using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts;
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

    [Fact]
    [Trait("Requirement", "PRV-15")]
    public async Task After_a_month_events_go_but_for_those_that_wait_and_the_newest()
    {
        await using var diary = await TestDiary.OpenAsync(services => services.AddSingleton<WebhookPurge>());
        await diary.WriteAsync(scope => scope.Db.Events.AddRange(Event("evt_1", scope.Now), Event("evt_2", scope.Now)));
        diary.Time.Advance(WebhookPurge.Kept);
        await diary.WriteAsync(scope => scope.Db.Events.Add(Event("evt_3", scope.Now)));
        await diary.Get<WebhookPurge>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["evt_1", "evt_2", "evt_3"], await EventsAsync(diary));

        diary.Time.Advance(TimeSpan.FromSeconds(1));
        await diary.Get<WebhookPurge>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["evt_3"], await EventsAsync(diary));

        diary.Time.Advance(WebhookPurge.Kept);
        await diary.Get<WebhookPurge>().RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["evt_3"], await EventsAsync(diary));
    }

    [Fact]
    public async Task An_event_that_no_webhook_was_written_for_yet_stays_with_those_after_it()
    {
        await using var diary = await TestDiary.OpenAsync(services => services.AddSingleton<WebhookPurge>());
        await diary.WriteAsync(scope =>
            scope.Db.Events.AddRange(Event("evt_1", scope.Now), Event("evt_2", scope.Now, told: false), Event("evt_3", scope.Now))
        );
        diary.Time.Advance(WebhookPurge.Kept + TimeSpan.FromSeconds(1));

        await diary.Get<WebhookPurge>().RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["evt_2", "evt_3"], await EventsAsync(diary));
    }

    private static StoredEvent Event(string id, DateTimeOffset at, bool told = true) =>
        new()
        {
            Id = id,
            Type = EventTypes.PostPublished,
            At = at,
            Data = "{}",
            FannedOut = told,
        };

    private static async Task<List<string>> EventsAsync(TestDiary diary)
    {
        await using var db = diary.Store.Read();
        return await db.Events.OrderBy(told => told.Sequence).Select(told => told.Id).ToListAsync(TestContext.Current.CancellationToken);
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

using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;
using Publisher.Scheduler;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Scheduler;

/// <summary>The sender of webhooks over a real database, with webhooks to add and events to tell.</summary>
public abstract class WebhookTrial : IAsyncLifetime
{
    protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;
    private protected TestDiary Diary { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Diary = await TestDiary.OpenAsync(services =>
            services.AddSingleton<WebhookKeys>().AddSingleton<WebhookOutbox>().AddSingleton<WebhookCall>().AddSingleton<WebhookSender>()
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Diary.Get<WebhookSender>().StopAsync(CancellationToken.None);
        await Diary.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static TimeSpan Millisecond { get; } = TimeSpan.FromMilliseconds(1);

    protected static async Task HangAsync(HttpContext context, CancellationToken release)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, release);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected Task StartAsync() => Diary.Get<WebhookSender>().StartAsync(CancellationToken);

    protected Task TellAsync(string postId) =>
        Diary.WriteAsync(scope => scope.Tell(EventTypes.PostPublished, new { PostId = postId, State = "published" }));

    private protected async Task TellAndWaitAsync(string postId, Receiver receiver)
    {
        var before = receiver.Calls.Count;
        await TellAsync(postId);
        await UntilAsync(() => receiver.Calls.Count > before);
        await UntilAsync(async () => await CountUnansweredAsync() == 0);
    }

    protected async Task<(string Id, string Secret)> AddAsync(Uri url, params string[] events)
    {
        var secret = WebhookSignature.NewSecret();
        var id = "";
        await Diary.WriteAsync(scope =>
        {
            id = scope.NewId("wh_");
            scope.Db.Webhooks.Add(
                new Webhook
                {
                    Id = id,
                    Url = url.ToString(),
                    Events = events.Length is 0 ? [EventTypes.PostPublished] : events,
                    Secret = Diary.Get<WebhookKeys>().Protect(id, secret),
                    CreatedAt = scope.Now,
                }
            );
        });
        return (id, secret);
    }

    protected Task<string> RotateAsync(string id) =>
        Diary.Store.WriteAsync(
            async scope =>
            {
                var webhook = await scope.Db.Webhooks.SingleAsync(row => row.Id == id, CancellationToken);
                return Diary.Get<WebhookKeys>().Rotate(webhook, scope.Now);
            },
            CancellationToken
        );

    protected async Task NextTryAsync(string webhook)
    {
        var delivery = await DeliveryAsync(webhook);
        Diary.Time.Advance(delivery.NextTryAt - Diary.Time.GetUtcNow() + Millisecond);
        await UntilAsync(async () => (await DeliveryAsync(webhook)).Tries > delivery.Tries);
    }

    protected async Task<WebhookDelivery> DeliveryAsync(string webhook)
    {
        await using var db = Diary.Store.Read();
        return await db.WebhookDeliveries.FirstOrDefaultAsync(delivery => delivery.WebhookId == webhook, CancellationToken)
            ?? new WebhookDelivery
            {
                Id = "",
                WebhookId = webhook,
                EventId = "",
                Type = "",
                Body = "",
                CreatedAt = default,
            };
    }

    protected async Task<WebhookDelivery> SettledAsync(string webhook, WebhookDeliveryState state)
    {
        await UntilAsync(async () => (await DeliveryAsync(webhook)).State == state);
        return await DeliveryAsync(webhook);
    }

    protected async Task<int> CountAsync(WebhookDeliveryState state)
    {
        await using var db = Diary.Store.Read();
        return await db.WebhookDeliveries.CountAsync(delivery => delivery.State == state, CancellationToken);
    }

    protected async Task<int> CountUnansweredAsync()
    {
        await using var db = Diary.Store.Read();
        return await db.WebhookDeliveries.CountAsync(
            delivery => delivery.LastStatus == null && delivery.LastError == null,
            CancellationToken
        );
    }

    protected async Task<string?> DisabledBecauseAsync(string id)
    {
        await using var db = Diary.Store.Read();
        return (await db.Webhooks.SingleAsync(webhook => webhook.Id == id, CancellationToken)).DisabledBecause;
    }

    private protected static async Task<ReceivedCall> OneCallAsync(Receiver receiver)
    {
        await UntilAsync(() => receiver.Calls.Count > 0);
        return receiver.Calls.Single();
    }

    protected static Task UntilAsync(Func<bool> done, int seconds = 10) => UntilAsync(() => Task.FromResult(done()), seconds);

    protected static async Task UntilAsync(Func<Task<bool>> done, int seconds = 10)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await done())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(seconds), "It did not happen in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken);
        }
    }
}

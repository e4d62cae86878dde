using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;
using Publisher.Scheduler;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Scheduler;

public sealed class WebhookSenderTests : IAsyncLifetime
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;
    private TestDiary _diary = null!;

    public async ValueTask InitializeAsync()
    {
        _diary = await TestDiary.OpenAsync(services =>
            services.AddSingleton<WebhookKeys>().AddSingleton<WebhookOutbox>().AddSingleton<WebhookCall>().AddSingleton<WebhookSender>()
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _diary.Get<WebhookSender>().StopAsync(CancellationToken.None);
        await _diary.DisposeAsync();
    }

    [Fact]
    public async Task WHK_01_An_event_arrives_signed_with_type_timestamp_and_data()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        var (webhook, secret) = await AddAsync(receiver.Address);
        await StartAsync();

        await TellAsync("p_1");

        var call = await OneCallAsync(receiver);
        Assert.True(call.IsSignedWith(secret, _diary.Time.GetUtcNow()));
        using var body = JsonDocument.Parse(call.Body);
        Assert.Equal("post.published", body.RootElement.GetProperty("type").GetString());
        Assert.Equal(_diary.Time.GetUtcNow(), body.RootElement.GetProperty("timestamp").GetDateTimeOffset());
        Assert.Equal("p_1", body.RootElement.GetProperty("data").GetProperty("postId").GetString());
        var delivery = await SettledAsync(webhook, WebhookDeliveryState.Delivered);
        Assert.Equal((1, 200, call.Id), (delivery.Tries, delivery.LastStatus, delivery.EventId));
    }

    [Fact]
    public async Task A_webhook_hears_only_of_the_types_it_asked_for()
    {
        await using var receiver = await Receiver.AnsweringAsync(204);
        await AddAsync(receiver.Address, EventTypes.PostMissed);
        await AddAsync(receiver.Address, EventTypes.PostPublished);
        await StartAsync();

        await TellAsync("p_1");

        await OneCallAsync(receiver);
        await UntilAsync(async () => await CountAsync(WebhookDeliveryState.Delivered) == 1); // noted just after the answer
        Assert.Single(receiver.Calls);
    }

    [Fact]
    public async Task WHK_02_A_repeated_try_keeps_the_id_and_has_its_own_timestamp()
    {
        await using var receiver = await Receiver.AnsweringAsync(500);
        var (webhook, secret) = await AddAsync(receiver.Address);
        await StartAsync();
        await TellAsync("p_1");
        await UntilAsync(async () => (await DeliveryAsync(webhook)) is { Tries: 1, LastStatus: 500 });

        await NextTryAsync(webhook);

        await UntilAsync(() => receiver.Calls.Count == 2);
        Assert.Single(receiver.Calls.Select(call => call.Id).Distinct());
        Assert.DoesNotContain('.', receiver.Calls[0].Id);
        Assert.NotEqual(receiver.Calls[0].Timestamp, receiver.Calls[1].Timestamp);
        Assert.True(receiver.Calls[1].IsSignedWith(secret, _diary.Time.GetUtcNow()));
    }

    [Fact]
    public async Task WHK_03_After_a_rotation_both_secrets_sign_for_24_hours()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        var (webhook, old) = await AddAsync(receiver.Address);
        await StartAsync();
        var present = await RotateAsync(webhook);

        await TellAsync("p_1");
        var during = await OneCallAsync(receiver);
        _diary.Time.Advance(TimeSpan.FromHours(24));
        await TellAsync("p_2");
        await UntilAsync(() => receiver.Calls.Count == 2);

        var at = _diary.Time.GetUtcNow();
        Assert.True(during.IsSignedWith(old, at - TimeSpan.FromHours(24)) && during.IsSignedWith(present, at - TimeSpan.FromHours(24)));
        Assert.False(receiver.Calls[1].IsSignedWith(old, at));
        Assert.True(receiver.Calls[1].IsSignedWith(present, at));
    }

    [Fact]
    public async Task WHK_03_At_most_ten_old_secrets_still_sign()
    {
        var (webhook, _) = await AddAsync(new Uri("http://127.0.0.1:1"));
        for (var rotation = 0; rotation < 15; rotation++)
        {
            await RotateAsync(webhook);
        }

        await using var db = _diary.Store.Read();

        Assert.Equal(
            11,
            _diary.Get<WebhookKeys>().Signing(await db.Webhooks.SingleAsync(CancellationToken), _diary.Time.GetUtcNow()).Count
        );
    }

    [Fact]
    public async Task WHK_04_A_failing_delivery_is_tried_ten_times_over_75_hours_and_then_given_up()
    {
        await using var receiver = await Receiver.AnsweringAsync(503);
        var (webhook, _) = await AddAsync(receiver.Address);
        await StartAsync();
        await TellAsync("p_1");
        var started = _diary.Time.GetUtcNow();

        for (var tries = 1; tries < 10; tries++)
        {
            await UntilAsync(async () => (await DeliveryAsync(webhook)) is { LastStatus: 503 } seen && seen.Tries == tries);
            var wait = (await DeliveryAsync(webhook)).NextTryAt - _diary.Time.GetUtcNow();
            Assert.InRange(wait, WebhookPlan.Waits[tries] * 0.8 - _millisecond, WebhookPlan.Waits[tries] * 1.2 + _millisecond);
            await NextTryAsync(webhook);
        }

        var delivery = await SettledAsync(webhook, WebhookDeliveryState.Failed);
        Assert.Equal((10, 10), (delivery.Tries, receiver.Calls.Count));
        Assert.InRange(_diary.Time.GetUtcNow() - started, TimeSpan.FromHours(60), TimeSpan.FromHours(91));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task WHK_04_A_redirect_or_an_error_is_a_failure_and_nothing_is_followed(int status)
    {
        await using var receiver = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        var (webhook, _) = await AddAsync(receiver.Address);
        await StartAsync();

        await TellAsync("p_1");

        await UntilAsync(async () =>
            (await DeliveryAsync(webhook)) is { State: WebhookDeliveryState.Pending } seen && seen.LastStatus == status
        );
        Assert.Equal("/", Assert.Single(receiver.Calls).Path);
    }

    [Fact]
    public async Task WHK_04_An_endpoint_that_says_it_is_gone_is_switched_off()
    {
        await using var receiver = await Receiver.AnsweringAsync(410);
        var (webhook, _) = await AddAsync(receiver.Address);
        await StartAsync();

        await TellAsync("p_1");

        await SettledAsync(webhook, WebhookDeliveryState.Failed);
        await using var db = _diary.Store.Read();
        Assert.Equal("gone", (await db.Webhooks.SingleAsync(CancellationToken)).DisabledBecause);
        Assert.Equal(1, await db.Events.CountAsync(told => told.Type == EventTypes.AlertRaised, CancellationToken));
    }

    [Fact]
    public async Task WHK_04_An_endpoint_that_only_failed_for_five_days_is_switched_off_and_one_success_starts_anew()
    {
        var status = 500;
        await using var receiver = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = Volatile.Read(ref status);
            return Task.CompletedTask;
        });
        var (webhook, _) = await AddAsync(receiver.Address);
        await StartAsync();

        await TellAndWaitAsync("p_1", receiver);
        _diary.Time.Advance(TimeSpan.FromDays(4));
        Volatile.Write(ref status, 200);
        await TellAndWaitAsync("p_2", receiver);
        Volatile.Write(ref status, 500);
        await TellAndWaitAsync("p_3", receiver);
        _diary.Time.Advance(TimeSpan.FromDays(4.9));
        await TellAndWaitAsync("p_4", receiver);
        Assert.Null(await DisabledBecauseAsync(webhook));
        _diary.Time.Advance(TimeSpan.FromDays(0.2));
        await TellAndWaitAsync("p_5", receiver);

        await UntilAsync(async () => await DisabledBecauseAsync(webhook) == "failing");
        await UntilAsync(async () => await CountAsync(WebhookDeliveryState.Pending) == 0);
    }

    [Fact]
    public async Task WHK_04_An_endpoint_that_does_not_answer_in_15_seconds_has_failed()
    {
        using var release = new CancellationTokenSource();
        await using var receiver = await Receiver.StartAsync(context => HangAsync(context, release.Token));
        var (webhook, _) = await AddAsync(receiver.Address);
        await StartAsync();
        await TellAsync("p_1");
        await OneCallAsync(receiver);

        _diary.Time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.Null((await DeliveryAsync(webhook)).LastError);
        _diary.Time.Advance(TimeSpan.FromSeconds(0.2));

        await UntilAsync(async () => (await DeliveryAsync(webhook)).LastError == "timeout");
        await release.CancelAsync();
    }

    [Theory]
    [InlineData("http://127.0.0.2:1/", "egress_refused")]
    [InlineData("https://10.0.0.1/", "egress_refused")]
    [InlineData("http://127.0.0.1:1/", "cannot_connect")]
    public async Task WHK_05_An_address_that_may_not_or_cannot_be_called_is_a_failure_with_its_reason(string address, string error)
    {
        var (webhook, _) = await AddAsync(new Uri(address));
        await StartAsync();

        await TellAsync("p_1");

        await UntilAsync(async () => (await DeliveryAsync(webhook)).LastError == error);
    }

    [Fact]
    public async Task WHK_06_One_endpoint_that_hangs_delays_none_of_99_others()
    {
        using var release = new CancellationTokenSource();
        await using var receiver = await Receiver.StartAsync(context =>
            context.Request.Path == "/dead" ? HangAsync(context, release.Token) : Task.CompletedTask
        );
        await AddAsync(new Uri(receiver.Address, "/dead"));
        for (var live = 0; live < 99; live++)
        {
            await AddAsync(new Uri(receiver.Address, $"/live-{live}"));
        }

        await StartAsync();
        for (var post = 0; post < 5; post++)
        {
            await TellAsync($"p_{post}");
        }

        await UntilAsync(() => receiver.Calls.Count(call => call.Path != "/dead") == 99 * 5, seconds: 30);
        Assert.InRange(receiver.Calls.Count(call => call.Path == "/dead"), 1, 8);
        await release.CancelAsync();
    }

    [Fact]
    public async Task The_first_try_follows_the_event_within_300_ms()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await AddAsync(receiver.Address);
        await StartAsync();
        await TellAndWaitAsync("p_0", receiver);
        var waits = new List<TimeSpan>();

        for (var post = 1; post <= 20; post++)
        {
            var start = TimeProvider.System.GetTimestamp();
            await TellAsync($"p_{post}");
            await UntilAsync(() => receiver.Calls.Count > post);
            waits.Add(TimeProvider.System.GetElapsedTime(start));
        }

        Assert.True(waits.Order().ElementAt(10) < TimeSpan.FromMilliseconds(300), $"median {waits.Order().ElementAt(10)}");
        TestContext.Current.SendDiagnosticMessage($"first try after {waits.Min()} to {waits.Max()}");
    }

    [Fact]
    public async Task A_try_that_was_lost_with_its_process_goes_again_under_the_same_id()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await AddAsync(receiver.Address);
        await TellAsync("p_1");
        var lost = await _diary.Get<WebhookOutbox>().TakeAsync([], CancellationToken);
        await StartAsync();

        _diary.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(lost.Items.Single().EventId, (await OneCallAsync(receiver)).Id);
    }

    private static readonly TimeSpan _millisecond = TimeSpan.FromMilliseconds(1);

    private static async Task HangAsync(HttpContext context, CancellationToken release)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, release);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, either.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task StartAsync() => _diary.Get<WebhookSender>().StartAsync(CancellationToken);

    private Task TellAsync(string postId) =>
        _diary.WriteAsync(scope => scope.Tell(EventTypes.PostPublished, new { PostId = postId, State = "published" }));

    private async Task TellAndWaitAsync(string postId, Receiver receiver)
    {
        var before = receiver.Calls.Count;
        await TellAsync(postId);
        await UntilAsync(() => receiver.Calls.Count > before);
        await UntilAsync(async () => await CountUnansweredAsync() == 0);
    }

    private async Task<(string Id, string Secret)> AddAsync(Uri url, params string[] events)
    {
        var secret = WebhookSignature.NewSecret();
        var id = "";
        await _diary.WriteAsync(scope =>
        {
            id = scope.NewId("wh_");
            scope.Db.Webhooks.Add(
                new Webhook
                {
                    Id = id,
                    Url = url.ToString(),
                    Events = events.Length is 0 ? [EventTypes.PostPublished] : events,
                    Secret = _diary.Get<WebhookKeys>().Protect(id, secret),
                    CreatedAt = scope.Now,
                }
            );
        });
        return (id, secret);
    }

    private Task<string> RotateAsync(string id) =>
        _diary.Store.WriteAsync(
            async scope =>
            {
                var webhook = await scope.Db.Webhooks.SingleAsync(row => row.Id == id, CancellationToken);
                return _diary.Get<WebhookKeys>().Rotate(webhook, scope.Now);
            },
            CancellationToken
        );

    private async Task NextTryAsync(string webhook)
    {
        var delivery = await DeliveryAsync(webhook);
        _diary.Time.Advance(delivery.NextTryAt - _diary.Time.GetUtcNow() + _millisecond);
        await UntilAsync(async () => (await DeliveryAsync(webhook)).Tries > delivery.Tries);
    }

    private async Task<WebhookDelivery> DeliveryAsync(string webhook)
    {
        await using var db = _diary.Store.Read();
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

    private async Task<WebhookDelivery> SettledAsync(string webhook, WebhookDeliveryState state)
    {
        await UntilAsync(async () => (await DeliveryAsync(webhook)).State == state);
        return await DeliveryAsync(webhook);
    }

    private async Task<int> CountAsync(WebhookDeliveryState state)
    {
        await using var db = _diary.Store.Read();
        return await db.WebhookDeliveries.CountAsync(delivery => delivery.State == state, CancellationToken);
    }

    private async Task<int> CountUnansweredAsync()
    {
        await using var db = _diary.Store.Read();
        return await db.WebhookDeliveries.CountAsync(
            delivery => delivery.LastStatus == null && delivery.LastError == null,
            CancellationToken
        );
    }

    private async Task<string?> DisabledBecauseAsync(string id)
    {
        await using var db = _diary.Store.Read();
        return (await db.Webhooks.SingleAsync(webhook => webhook.Id == id, CancellationToken)).DisabledBecause;
    }

    private static async Task<ReceivedCall> OneCallAsync(Receiver receiver)
    {
        await UntilAsync(() => receiver.Calls.Count > 0);
        return receiver.Calls.Single();
    }

    private static Task UntilAsync(Func<bool> done, int seconds = 10) => UntilAsync(() => Task.FromResult(done()), seconds);

    private static async Task UntilAsync(Func<Task<bool>> done, int seconds = 10)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await done())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(seconds), "It did not happen in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken);
        }
    }
}

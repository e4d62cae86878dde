using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;

namespace Publisher.Tests.Scheduler;

public sealed class WebhookRetryTests : WebhookTrial
{
    [Fact]
    [Trait("Requirement", "WHK-02")]
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
        Assert.True(receiver.Calls[1].IsSignedWith(secret, Diary.Time.GetUtcNow()));
    }

    [Fact]
    [Trait("Requirement", "WHK-04")]
    public async Task WHK_04_A_failing_delivery_is_tried_ten_times_over_75_hours_and_then_given_up()
    {
        await using var receiver = await Receiver.AnsweringAsync(503);
        var (webhook, _) = await AddAsync(receiver.Address);
        await StartAsync();
        await TellAsync("p_1");
        var started = Diary.Time.GetUtcNow();

        for (var tries = 1; tries < 10; tries++)
        {
            await UntilAsync(async () => (await DeliveryAsync(webhook)) is { LastStatus: 503 } seen && seen.Tries == tries);
            var wait = (await DeliveryAsync(webhook)).NextTryAt - Diary.Time.GetUtcNow();
            Assert.InRange(wait, WebhookPlan.Waits[tries] * 0.8 - Millisecond, WebhookPlan.Waits[tries] * 1.2 + Millisecond);
            await NextTryAsync(webhook);
        }

        var delivery = await SettledAsync(webhook, WebhookDeliveryState.Failed);
        Assert.Equal((10, 10), (delivery.Tries, receiver.Calls.Count));
        Assert.InRange(Diary.Time.GetUtcNow() - started, TimeSpan.FromHours(60), TimeSpan.FromHours(91));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(404)]
    [InlineData(500)]
    [Trait("Requirement", "WHK-04")]
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
    [Trait("Requirement", "WHK-04")]
    public async Task WHK_04_An_endpoint_that_says_it_is_gone_is_switched_off()
    {
        await using var receiver = await Receiver.AnsweringAsync(410);
        var (webhook, _) = await AddAsync(receiver.Address);
        await StartAsync();

        await TellAsync("p_1");

        await SettledAsync(webhook, WebhookDeliveryState.Failed);
        await using var db = Diary.Store.Read();
        Assert.Equal("gone", (await db.Webhooks.SingleAsync(CancellationToken)).DisabledBecause);
        Assert.Equal(1, await db.Events.CountAsync(told => told.Type == EventTypes.AlertRaised, CancellationToken));
    }

    [Fact]
    [Trait("Requirement", "WHK-04")]
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
        Diary.Time.Advance(TimeSpan.FromDays(4));
        Volatile.Write(ref status, 200);
        await TellAndWaitAsync("p_2", receiver);
        Volatile.Write(ref status, 500);
        await TellAndWaitAsync("p_3", receiver);
        Diary.Time.Advance(TimeSpan.FromDays(4.9));
        await TellAndWaitAsync("p_4", receiver);
        Assert.Null(await DisabledBecauseAsync(webhook));
        Diary.Time.Advance(TimeSpan.FromDays(0.2));
        await TellAndWaitAsync("p_5", receiver);

        await UntilAsync(async () => await DisabledBecauseAsync(webhook) == "failing");
        await UntilAsync(async () => await CountAsync(WebhookDeliveryState.Pending) == 0);
    }

    [Fact]
    [Trait("Requirement", "WHK-04")]
    public async Task WHK_04_An_endpoint_that_does_not_answer_in_15_seconds_has_failed()
    {
        using var release = new CancellationTokenSource();
        await using var receiver = await Receiver.StartAsync(context => HangAsync(context, release.Token));
        var (webhook, _) = await AddAsync(receiver.Address);
        await StartAsync();
        await TellAsync("p_1");
        await OneCallAsync(receiver);

        Diary.Time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.Null((await DeliveryAsync(webhook)).LastError);
        Diary.Time.Advance(TimeSpan.FromSeconds(0.2));

        await UntilAsync(async () => (await DeliveryAsync(webhook)).LastError == "timeout");
        await release.CancelAsync();
    }

    [Theory]
    [InlineData("http://127.0.0.2:1/", "egress_refused")]
    [InlineData("https://10.0.0.1/", "egress_refused")]
    [InlineData("http://127.0.0.1:1/", "cannot_connect")]
    [Trait("Requirement", "WHK-05")]
    public async Task WHK_05_An_address_that_may_not_or_cannot_be_called_is_a_failure_with_its_reason(string address, string error)
    {
        var (webhook, _) = await AddAsync(new Uri(address));
        await StartAsync();

        await TellAsync("p_1");

        await UntilAsync(async () => (await DeliveryAsync(webhook)).LastError == error);
    }

    [Fact]
    public async Task A_try_that_was_lost_with_its_process_goes_again_under_the_same_id()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await AddAsync(receiver.Address);
        await TellAsync("p_1");
        var lost = await Diary.Get<WebhookOutbox>().TakeAsync([], CancellationToken);
        await StartAsync();

        Diary.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(lost.Items.Single().EventId, (await OneCallAsync(receiver)).Id);
    }
}

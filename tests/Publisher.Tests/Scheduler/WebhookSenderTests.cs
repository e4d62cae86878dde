using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;
using Publisher.Scheduler;

namespace Publisher.Tests.Scheduler;

public sealed class WebhookSenderTests : WebhookTrial
{
    [Fact]
    [Trait("Requirement", "WHK-01")]
    public async Task WHK_01_An_event_arrives_signed_with_type_timestamp_and_data()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        var (webhook, secret) = await AddAsync(receiver.Address);
        await StartAsync();

        await TellAsync("p_1");

        var call = await OneCallAsync(receiver);
        Assert.True(call.IsSignedWith(secret, Diary.Time.GetUtcNow()));
        using var body = JsonDocument.Parse(call.Body);
        Assert.Equal("post.published", body.RootElement.GetProperty("type").GetString());
        Assert.Equal(Diary.Time.GetUtcNow(), body.RootElement.GetProperty("timestamp").GetDateTimeOffset());
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
    [Trait("Requirement", "WHK-03")]
    public async Task WHK_03_After_a_rotation_both_secrets_sign_for_24_hours()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        var (webhook, old) = await AddAsync(receiver.Address);
        await StartAsync();
        var present = await RotateAsync(webhook);

        await TellAsync("p_1");
        var during = await OneCallAsync(receiver);
        Diary.Time.Advance(TimeSpan.FromHours(24));
        await TellAsync("p_2");
        await UntilAsync(() => receiver.Calls.Count == 2);

        var at = Diary.Time.GetUtcNow();
        Assert.True(during.IsSignedWith(old, at - TimeSpan.FromHours(24)) && during.IsSignedWith(present, at - TimeSpan.FromHours(24)));
        Assert.False(receiver.Calls[1].IsSignedWith(old, at));
        Assert.True(receiver.Calls[1].IsSignedWith(present, at));
    }

    [Fact]
    [Trait("Requirement", "WHK-03")]
    public async Task WHK_03_At_most_ten_old_secrets_still_sign()
    {
        var (webhook, _) = await AddAsync(new Uri("http://127.0.0.1:1"));
        for (var rotation = 0; rotation < 15; rotation++)
        {
            await RotateAsync(webhook);
        }

        await using var db = Diary.Store.Read();

        Assert.Equal(11, Diary.Get<WebhookKeys>().Signing(await db.Webhooks.SingleAsync(CancellationToken), Diary.Time.GetUtcNow()).Count);
    }

    [Fact]
    [Trait("Requirement", "WHK-06")]
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

    /// <summary>The clock of the service stands still: a try that waited for it would never be made.</summary>
    [Fact]
    public async Task The_first_try_waits_for_nothing_but_a_breath_of_the_sender()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await AddAsync(receiver.Address);
        await StartAsync();

        for (var post = 0; post < 20; post++)
        {
            await TellAndWaitAsync($"p_{post}", receiver);
        }

        Assert.Equal(20, receiver.Calls.Select(call => call.Id).Distinct().Count());
        Assert.True(WebhookSender.Breath < TimeSpan.FromMilliseconds(100));
    }
}

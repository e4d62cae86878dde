using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Posts.Webhooks;
using Publisher.Scheduler;
using Publisher.Tests.Posts;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

public sealed class WebhookClusterTests(PostgresServer postgres)
{
    private const int Events = 40;

    [Fact]
    [Trait("Requirement", "WHK-02")]
    public async Task WHK_02_Two_nodes_tell_every_event_once()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = await TestDiary.OpenAsync(AddSender, database);
        await using var other = await TestDiary.OpenAsync(AddSender, database);
        await using var receiver = await Receiver.AnsweringAsync(200);
        await AddWebhookAsync(one, receiver.Address);
        TestDiary[] nodes = [one, other];
        await Task.WhenAll(nodes.Select(node => node.Get<WebhookSender>().StartAsync(TestContext.Current.CancellationToken)));

        await Task.WhenAll(Enumerable.Range(0, Events).Select(number => TellAsync(nodes[number % 2], number)));

        await UntilDeliveredAsync(nodes);
        await Task.WhenAll(nodes.Select(node => node.Get<WebhookSender>().StopAsync(CancellationToken.None)));
        Assert.Equal(Events, receiver.Calls.Count);
        Assert.Equal(Events, receiver.Calls.Select(call => call.Id).Distinct().Count());
    }

    private static void AddSender(IServiceCollection services) =>
        services
            .Configure<SecretsOptions>(secrets => secrets.Passphrase = "one phrase for both nodes")
            .AddSingleton<WebhookKeys>()
            .AddSingleton<WebhookOutbox>()
            .AddSingleton<WebhookCall>()
            .AddSingleton<WebhookSender>();

    private static Task AddWebhookAsync(TestDiary node, Uri url) =>
        node.WriteAsync(scope =>
            scope.Db.Webhooks.Add(
                new Webhook
                {
                    Id = "wh_1",
                    Url = url.ToString(),
                    Events = [],
                    Secret = node.Get<WebhookKeys>().Protect("wh_1", WebhookSignature.NewSecret()),
                    CreatedAt = scope.Now,
                }
            )
        );

    private static Task TellAsync(TestDiary node, int number) =>
        node.WriteAsync(scope => scope.Tell(EventTypes.PostPublished, new { PostId = $"p_{number}" }));

    private static async Task UntilDeliveredAsync(TestDiary[] nodes)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await DeliveredAsync(nodes[0]) < Events)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(20), "Not everything was delivered in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);

            // What one node wrote the other finds at its next look, which a clock that stands still would never bring.
            Array.ForEach(nodes, node => node.Time.Advance(TimeSpan.FromMilliseconds(500)));
        }
    }

    private static async Task<int> DeliveredAsync(TestDiary node)
    {
        await using var db = node.Store.Read();
        return await db.WebhookDeliveries.CountAsync(
            delivery => delivery.State == WebhookDeliveryState.Delivered,
            TestContext.Current.CancellationToken
        );
    }
}

using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Publisher.Scheduler;
using Publisher.Tests.Scheduler;

namespace Publisher.Tests.Api;

public sealed class FeedTests : InboundTrial
{
    [Fact]
    public async Task Each_item_of_a_feed_becomes_one_draft_however_often_it_is_read()
    {
        var items = "<item><guid>1</guid><title>One</title><description>First</description></item>";
        await using var site = await Receiver.StartAsync(context =>
            context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"<rss><channel>{items}</channel></rss>")).AsTask()
        );
        await CreateAsync(source: "rss", feedUrl: site.Address.ToString());
        await PollAsync(1);
        items = "<item><guid>2</guid><title>Two</title><description>Second</description></item>" + items;
        await App.Store.WriteAsync(
            async scope =>
            {
                await scope.Db.InboundHooks.ExecuteUpdateAsync(
                    set => set.SetProperty(hook => hook.PolledAt, scope.Now - FeedPoller.Every),
                    TestContext.Current.CancellationToken
                );
            },
            TestContext.Current.CancellationToken
        );

        await PollAsync(2);

        Assert.Equal(2, site.Calls.Count);
        Assert.Equal(["inbound:newsdesk", "inbound:newsdesk"], await PersonsAsync());
    }

    private async Task PollAsync(int contents)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await ContentsAsync() < contents)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(10), "The feed was not read in time.");
            await App.Services.GetRequiredService<FeedPoller>().PollDueAsync(TestContext.Current.CancellationToken);
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Publisher.Posts;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

/// <summary>Credentials that were encrypted with a key ring which is gone.</summary>
public sealed class LostKeysTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Requirement", "SEC-14")]
    [Trait("Requirement", "CP-28")]
    public async Task A_channel_whose_credentials_cannot_be_read_asks_for_new_ones_and_its_post_waits(bool isPrepared)
    {
        await using var engine = await TestEngine.StartAsync("sqlite", postgres);
        var post = await engine.AddDuePostAsync();
        if (isPrepared)
        {
            await engine.PrepareAsync(post);
        }

        await engine.WriteAsync(scope =>
            scope.Db.Channels.ExecuteUpdateAsync(
                row => row.SetProperty(channel => channel.Credentials, "of another ring"),
                TestContext.Current.CancellationToken
            )
        );
        await engine.SweepAsync();

        await using var db = engine.Store.Read();
        Assert.Equal("needs_reconnect", (await db.Channels.SingleAsync(TestContext.Current.CancellationToken)).State);
        Assert.Equal(PostState.Scheduled, (await engine.FindAsync(post)).State);
        Assert.Empty(engine.Network.Published);
        Assert.Contains(EventTypes.ChannelNeedsReconnect, await engine.EventsAsync());
    }
}

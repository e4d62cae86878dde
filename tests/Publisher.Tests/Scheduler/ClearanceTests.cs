using Microsoft.EntityFrameworkCore;
using Publisher.Posts;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

public sealed class ClearanceTests(PostgresServer postgres)
{
    private const int Cases = 300;

    /// <summary>What is due is found by an index and judged again in memory; were the two of different mind, a post would wait for ever or be judged in vain.</summary>
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task The_database_and_the_decision_agree_on_what_may_be_sent(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var post = await engine.AddDuePostAsync();
        await engine.PrepareAsync(post);
        var (random, now, sendable) = (new Random(7), engine.Now, 0);
        DateTimeOffset? Moment() => random.Next(4) == 0 ? null : now + TimeSpan.FromSeconds(random.Next(-1, 2));

        for (var i = 0; i < Cases; i++)
        {
            var (state, dueAt, leaseUntil) = (random.Next(5) == 0 ? PostState.Blocked : PostState.Scheduled, Moment() ?? now, Moment());
            var (enabled, reconnect, busyUntil, nextStartAt) = (random.Next(5) > 0, random.Next(5) == 0, Moment(), Moment());
            await using var db = engine.Store.Read();
            await db.Posts.ExecuteUpdateAsync(
                row =>
                    row.SetProperty(column => column.State, state)
                        .SetProperty(column => column.DueAt, dueAt)
                        .SetProperty(column => column.LeaseUntil, leaseUntil),
                TestContext.Current.CancellationToken
            );
            await db.Channels.ExecuteUpdateAsync(
                row =>
                    row.SetProperty(column => column.Enabled, enabled)
                        .SetProperty(column => column.NeedsReconnect, reconnect)
                        .SetProperty(column => column.BusyUntil, busyUntil)
                        .SetProperty(column => column.NextStartAt, nextStartAt),
                TestContext.Current.CancellationToken
            );

            var isFound = await DuePosts.Sendable(db, now).AnyAsync(TestContext.Current.CancellationToken);

            var channel = await db.Channels.SingleAsync(TestContext.Current.CancellationToken);
            var verdict = new Clearance(channel, IsApproved: true, IsPaused: false).ForDue(await engine.FindAsync(post), now);
            Assert.True(isFound == verdict is Verdict.Begin, $"{state}, {dueAt}, {leaseUntil}, {busyUntil}, {nextStartAt}: {verdict}");
            sendable += isFound ? 1 : 0;
        }

        Assert.InRange(sendable, 10, Cases - 10);
    }
}

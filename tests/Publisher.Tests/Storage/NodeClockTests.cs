using Microsoft.Extensions.DependencyInjection;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Storage;

[Trait("Requirement", "REL-12")]
public sealed class NodeClockTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(3, "s ahead of the database's")]
    [InlineData(-3, "s behind the database's")]
    public async Task A_node_whose_clock_is_off_refuses_to_start(int seconds, string words)
    {
        var clock = new SteppedClock { Offset = TimeSpan.FromSeconds(seconds) };

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(clock));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Contains("NTP", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_whose_clock_drifts_takes_no_work_until_it_is_right_again()
    {
        var clock = new SteppedClock { Offset = TimeSpan.FromSeconds(0.5) };
        await using var diary = await OpenAsync(clock);
        var (node, leases) = (diary.Get<NodeClock>(), diary.Get<Leases>());
        Assert.True(leases.MayTake);

        clock.Offset = TimeSpan.FromSeconds(3);
        await node.LookAsync(TestContext.Current.CancellationToken);
        Assert.False(leases.MayTake);

        clock.Offset = TimeSpan.Zero;
        await node.LookAsync(TestContext.Current.CancellationToken);
        Assert.True(leases.MayTake);
    }

    private async Task<TestDiary> OpenAsync(SteppedClock clock) =>
        await TestDiary.OpenAsync(
            services => services.AddSingleton<TimeProvider>(clock).Configure<ClusterOptions>(options => options.Enabled = true),
            await postgres.NewDatabaseAsync()
        );
}

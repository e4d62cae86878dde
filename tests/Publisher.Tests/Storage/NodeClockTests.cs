using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Tests.Posts;

namespace Publisher.Tests.Storage;

[Trait("Requirement", "REL-12")]
public sealed class NodeClockTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(2, "ahead of")]
    [InlineData(-2, "behind")]
    public async Task A_node_whose_clock_is_off_refuses_to_start(int seconds, string words)
    {
        var clock = new SteppedClock { Offset = TimeSpan.FromSeconds(seconds) };

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(clock));

        var told = Regex.Match(fault.Message, $@"clock is (\d\.\d) s {words} the database's, .*: set both clocks by NTP\.");
        Assert.True(told.Success, fault.Message);
        Assert.InRange(double.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture), 1.5, 2.0);
    }

    [Fact]
    public async Task A_first_answer_that_takes_long_hides_no_drift()
    {
        await using var diary = await OpenAsync(new SteppedClock());
        var cluster = Options.Create(new ClusterOptions { Enabled = true });
        var node = new NodeClock(diary.Get<Contexts>(), cluster, new SlowAtFirst(ahead: TimeSpan.FromSeconds(2)));

        await node.LookAsync(TestContext.Current.CancellationToken);

        Assert.False(node.IsTrusted);
        Assert.InRange(node.Drift.TotalSeconds, 1.5, 2.0);
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

    /// <summary>Runs ahead; between its first reading and the second lies a second and a half.</summary>
    private sealed class SlowAtFirst(TimeSpan ahead) : TimeProvider
    {
        private bool _isRead;

        public override DateTimeOffset GetUtcNow()
        {
            var before = _isRead ? TimeSpan.Zero : TimeSpan.FromSeconds(1.5);
            _isRead = true;
            return System.GetUtcNow() + ahead - before;
        }
    }
}

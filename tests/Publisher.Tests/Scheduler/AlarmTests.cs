using Microsoft.EntityFrameworkCore;
using Publisher.Posts;
using Publisher.Posts.Storage;
using Publisher.Scheduler;
using Publisher.Tests.Storage;

namespace Publisher.Tests.Scheduler;

/// <summary>Many alarms in one instant.</summary>
public sealed class AlarmTests(PostgresServer postgres)
{
    public static TheoryData<string> Storages { get; } = ["sqlite", "postgres"];

    /// <summary>One look serves all that asked for it; but none that began before a post was due may stand for one after.</summary>
    [Theory]
    [MemberData(nameof(Storages))]
    [Trait("Requirement", "REL-02")]
    public async Task When_an_alarm_has_been_seen_to_its_post_has_begun(string storage)
    {
        await using var engine = await TestEngine.StartAsync(storage, postgres);
        var deliverer = engine.Get<Deliverer>();

        async Task<IReadOnlyList<PostAttempt>> RingAsync(int number)
        {
            var post = await engine.AddDuePostAsync($"ch_{number}");
            await deliverer.DeliverAsync(post.Id, TestContext.Current.CancellationToken);
            return (await engine.FindAsync(post)).Attempts;
        }

        var begun = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() => RingAsync(number))));
        await deliverer.LandedAsync();

        Assert.All(begun, attempts => Assert.Single(attempts));
        Assert.Equal(40, engine.Network.Published.Count);
    }

    [Fact]
    [Trait("Requirement", "REL-10")]
    public async Task A_node_claims_what_another_has_no_hand_on()
    {
        await using var engine = await TestEngine.StartAsync("postgres", postgres);
        var posts = new List<Post>();
        for (var number = 0; number < 4; number++)
        {
            var post = await engine.AddDuePostAsync($"ch_{number}");
            await engine.PrepareAsync(post);
            posts.Add(post);
        }

        await using var other = engine.Get<Contexts>().Create();
        await using var hand = await other.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await other.Database.ExecuteSqlAsync(
            $"SELECT id FROM channels WHERE id IN ('ch_0', 'ch_1') FOR UPDATE",
            TestContext.Current.CancellationToken
        );

        var taken = await engine.Get<SendingClaims>().TakeDueAsync(limit: 2, TestContext.Current.CancellationToken);

        Assert.Equal(
            posts[2..].Select(post => post.Id).Order(StringComparer.Ordinal),
            taken.Select(attempt => attempt.PostId).Order(StringComparer.Ordinal)
        );
    }
}

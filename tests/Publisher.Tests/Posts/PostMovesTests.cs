using CsCheck;
using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Tests.Posts;

public sealed class PostMovesTests
{
    private static readonly DateTimeOffset Start = SamplePost.Start;

    /// <summary>What can happen to a post, from outside or from a network; each throws when the state does not allow it.</summary>
    private static readonly (string Name, Action<Post, DateTimeOffset> Act)[] Happenings =
    [
        ("begin", (post, now) => post.Begin("owner", Leases.Sending, now)),
        ("published", (post, now) => post.Record(new Outcome.Published(new RemoteId("1"), null), now)),
        ("accepted", (post, now) => post.Record(new Outcome.Accepted("h", TimeSpan.FromSeconds(5)), now)),
        ("not sent", (post, now) => post.Record(new Outcome.NotSent("x"), now)),
        ("refused", (post, now) => post.Record(new Outcome.Refused("x", "x"), now)),
        ("token", (post, now) => post.Record(new Outcome.Refused(Outcome.TokenTrouble, "x"), now)),
        ("uncertain", (post, now) => post.Record(new Outcome.Uncertain("x"), now)),
        ("landed", (post, now) => post.Learn(new Found.Landed(new RemoteId("1"), null), Asked(ReconcileKind.ReadBack), now)),
        ("missing", (post, now) => post.Learn(new Found.Missing(), Asked(ReconcileKind.ReadBack), now)),
        ("working", (post, now) => post.Learn(new Found.Working(TimeSpan.FromSeconds(5)), Asked(ReconcileKind.Status), now)),
        ("failed", (post, now) => post.Learn(new Found.Failed("x", "x"), Asked(ReconcileKind.Status), now)),
        ("handed over", (post, now) => post.Learn(new Found.HandedOver(), Asked(ReconcileKind.Status), now)),
        ("unknown", (post, now) => post.Learn(new Found.Unknown("x"), Asked(ReconcileKind.None), now)),
        ("cancel", (post, _) => post.Cancel()),
        ("block", (post, _) => post.Block("x")),
        ("unblock", (post, now) => post.Unblock(now)),
        ("miss", (post, _) => post.Miss()),
        ("take down", (post, now) => post.TakeDown(now)),
        ("removed", (post, _) => post.FinishRemoving(PostState.Removed)),
        ("manual", (post, _) => post.FinishRemoving(PostState.Manual)),
        ("seen gone", (post, _) => post.SeenGone()),
        ("retry", (post, now) => post.Retry(now)),
        ("abandon", (post, now) => post.Abandon(now)),
        ("send again", (post, now) => post.SendAgain(now)),
        ("resolve", (post, now) => post.ResolveLanded(new RemoteId("1"), null, now)),
        ("reschedule", (post, now) => post.Reschedule(now + TimeSpan.FromHours(1), null, "editor", now)),
    ];

    [Fact]
    public void Whatever_happens_a_post_moves_only_where_the_table_allows_and_keeps_its_promises()
    {
        var happenings = Gen.Int[0, Happenings.Length - 1].Array[1, 60];

        happenings.Sample(
            steps =>
            {
                var (post, now) = (SamplePost.Of(parts: 2), Start);
                foreach (var step in steps)
                {
                    var (before, parts) = (post.State, post.Parts.Count);
                    now += TimeSpan.FromMinutes(1);
                    try
                    {
                        Happenings[step].Act(post, now);
                    }
                    catch (InvalidOperationException)
                    {
                        Assert.Equal(before, post.State); // a refused move changes nothing of what counts
                        Assert.Equal(parts, post.Parts.Count);
                        continue;
                    }

                    Assert.True(
                        before == post.State || IsReachable(before, post.State),
                        $"{before} became {post.State} by {Happenings[step].Name}"
                    );
                    Keeps(post, parts);
                }
            },
            iter: 20_000
        );
    }

    [Fact]
    public void A_post_with_a_visible_part_never_becomes_missed_or_cancelled()
    {
        var post = SamplePost.Of(parts: 2);
        post.Begin("owner", Leases.Sending, Start);
        post.Record(new Outcome.Published(new RemoteId("1"), null), Start);
        post.Begin("owner", Leases.Sending, Start);
        post.Record(new Outcome.NotSent("No connection."), Start);

        post.Miss();

        Assert.Equal(PostState.NeedsAttention, post.State);
        Assert.False(post.CanCancel);
    }

    [Fact]
    public void One_key_names_a_part_on_every_try_and_another_the_next_part()
    {
        var post = SamplePost.Of(parts: 2);

        var first = post.Begin("owner", Leases.Sending, Start);
        post.Record(new Outcome.NotSent("No connection."), Start);
        var again = post.Begin("owner", Leases.Sending, Start + TimeSpan.FromMinutes(1));
        post.Record(new Outcome.Published(new RemoteId("1"), null), Start + TimeSpan.FromMinutes(1));
        var second = post.Begin("owner", Leases.Sending, Start + TimeSpan.FromMinutes(1));

        Assert.Equal((first.Key, Start), (again.Key, again.KeyFirstUsedAt));
        Assert.NotEqual(first.Key, second.Key);
        Assert.Equal(2, second.Part);
    }

    /// <summary>A worker that read the post before it was moved must not send it by its old time.</summary>
    [Fact]
    [Trait("Crash point", "24")]
    public void A_new_time_turns_away_whoever_takes_the_post_by_the_old_one()
    {
        var post = SamplePost.Of(parts: 1);
        var before = post.Fence;

        post.Reschedule(Start + TimeSpan.FromHours(1), null, "editor", Start);

        Assert.True(post.Fence > before);
    }

    private static void Keeps(Post post, int partsBefore)
    {
        Assert.InRange(post.Parts.Count, partsBefore, post.PartCount);
        Assert.Equal(post.Parts.Count, post.Parts.Select(part => part.Number).Distinct().Count());
        Assert.False(post.State is PostState.Missed or PostState.Cancelled && post.HasVisiblePart);
        Assert.Equal(PostMoves.IsLive(post.State), post.LiveKey is not null);
        Assert.True(post.State is not PostState.Published || post.Parts.Count > 0);
    }

    /// <summary>A verb may pass through one state on its way (a doubt's end to the clock, and from there to its removal).</summary>
    private static bool IsReachable(PostState from, PostState to) =>
        PostMoves.Allows(from, to)
        || Enum.GetValues<PostState>().Any(middle => PostMoves.Allows(from, middle) && PostMoves.Allows(middle, to));

    private static Inquiry Asked(ReconcileKind kind) => new(kind, TimeSpan.Zero, null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
}

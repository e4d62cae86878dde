using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Tests.Posts;

/// <summary>Decisions that a simulation of many troubles found to be wrong once, each in the fewest words.</summary>
public sealed class StepsTests
{
    private static readonly DateTimeOffset Start = SamplePost.Start;
    private static readonly Outcome Published = new Outcome.Published(new RemoteId("1"), null);
    private static readonly Outcome Uncertain = new Outcome.Uncertain("No answer.");
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    [Fact]
    [Trait("Requirement", "REL-15")]
    public void A_next_part_waits_while_it_is_paused()
    {
        var post = Begun(parts: 2);

        var next = Steps.Record(post, Cleared() with { IsPaused = true }, Published, "owner", Start);

        Assert.Null(next);
        Assert.Equal(PostState.Scheduled, post.State);
    }

    [Fact]
    [Trait("Requirement", "REL-21")]
    public void A_next_part_waits_for_a_token_of_the_pace_and_this_is_no_try()
    {
        var clearance = Cleared() with { Pace = new Pace(Burst: 2, TimeSpan.FromSeconds(10)) };
        var post = SamplePost.Of(parts: 3);
        post.SetPrepared(Prepared.Ready.Nothing);
        Steps.Claim(post, clearance, clearance.Pace, "owner", Start);

        var second = Steps.Record(post, clearance, Published, "owner", Start);
        var third = Steps.Record(post, clearance, Published, "owner", Start);
        var early = Steps.Claim(post, clearance, clearance.Pace, "owner", Start + TimeSpan.FromSeconds(9));
        var inTime = Steps.Claim(post, clearance, clearance.Pace, "owner", Start + TimeSpan.FromSeconds(10));

        Assert.Equal((2, null, null, 3), (second?.Part, third?.Part, early?.Part, inTime?.Part));
        Assert.Equal((3, 0), (post.Attempts.Count, post.Tries));
    }

    [Fact]
    [Trait("Requirement", "REL-21")]
    public void A_channel_begins_no_more_at_once_than_the_pace_allows()
    {
        var channel = SamplePost.Channel();
        var pace = new Pace(Burst: 2, TimeSpan.FromSeconds(10));

        var begun = Enumerable.Range(0, 30).Count(second => Begins(Start + TimeSpan.FromSeconds(second)));

        Assert.Equal(4, begun); // two, and one more after 10 and after 20 seconds

        bool Begins(DateTimeOffset now)
        {
            if (!channel.IsFree(now))
            {
                return false;
            }

            channel.Occupy(pace, now, Leases.Sending, now);
            channel.Release();
            return true;
        }
    }

    [Fact]
    [Trait("Requirement", "PRV-12")]
    public void A_next_part_whose_approval_was_withdrawn_is_held()
    {
        var post = Begun(parts: 2);

        var next = Steps.Record(post, Cleared() with { IsApproved = false }, Published, "owner", Start);

        Assert.Null(next);
        Assert.Equal((PostState.Blocked, Settlement.Voided), (post.State, post.Cause));
    }

    [Fact]
    [Trait("Requirement", "REL-14")]
    public void A_next_part_found_due_too_late_is_left_to_a_person()
    {
        var post = Begun(parts: 2);
        Steps.Record(post, Cleared(), Uncertain, "owner", Start);
        var tooLate = post.MissedAt + TimeSpan.FromMinutes(1);

        var next = Steps.Learn(post, Cleared(), new Found.Landed(new RemoteId("1"), null), Asked(), "owner", tooLate);

        Assert.Null(next);
        Assert.Equal((PostState.NeedsAttention, Post.MissedInPart), (post.State, post.Cause));
    }

    [Fact]
    [Trait("Requirement", "REL-22")]
    public void A_step_of_the_clock_does_not_silence_a_living_sender()
    {
        var post = Begun(parts: 1);
        var (afterStep, fence) = (Start + TimeSpan.FromHours(1), post.Fence);

        var asked = Steps.Ask(post, "owner", senderHas: TimeSpan.FromSeconds(39), afterStep);

        Assert.Null(asked);
        Assert.Equal((PostState.Publishing, fence), (post.State, post.Fence));
    }

    [Fact]
    [Trait("Requirement", "REL-22")]
    public void A_step_of_the_clock_does_not_make_an_answer_late()
    {
        var post = Begun(parts: 1);
        Steps.Record(post, Cleared(), Uncertain, "owner", Start);
        var early = Asked() with { Watched = TimeSpan.FromSeconds(2) };

        for (var look = 0; look < 5; look++)
        {
            Steps.Learn(post, Cleared(), new Found.Missing(), early, "owner", Start + TimeSpan.FromHours(1));
        }

        Assert.Equal((PostState.Uncertain, 0), (post.State, post.TimesMissing));
    }

    [Theory]
    [InlineData(0.79, true)]
    [InlineData(0.81, false)]
    [Trait("Requirement", "REL-08")]
    public void A_key_of_the_network_is_trusted_inside_four_fifths_of_its_window(double share, bool isRepeated)
    {
        var post = Begun(parts: 1);
        Steps.Record(post, Cleared(), Uncertain, "owner", Start);
        var end = Start + Window * share; // of the repeat, should it use all the time it has
        var inquiry = Asked(ReconcileKind.NativeKey);

        var repeat = Steps.Learn(post, Cleared(), new Found.Unknown("x"), inquiry, "owner", end - AttemptDeadline.Length);

        Assert.Equal(isRepeated, repeat is not null);
        Assert.True(repeat is null || repeat.Key == post.Attempts[0].Key);
    }

    [Fact]
    [Trait("Requirement", "REL-08")]
    public void A_repeat_that_was_not_sent_leaves_the_doubt_about_the_first_try()
    {
        var post = Begun(parts: 1);
        Steps.Record(post, Cleared(), Uncertain, "owner", Start);
        Steps.Learn(post, Cleared(), new Found.Unknown("x"), Asked(ReconcileKind.NativeKey), "owner", Start + TimeSpan.FromMinutes(1));

        Steps.Record(post, Cleared(), new Outcome.NotSent("No connection."), "owner", Start + TimeSpan.FromMinutes(1));

        Assert.Equal(PostState.Uncertain, post.State);
        Assert.False(post.CanCancel);
    }

    [Fact]
    public void Who_starts_anew_does_not_send_what_was_only_being_prepared_before_its_time()
    {
        var post = SamplePost.Of(parts: 1);
        post.LeasePreparing("owner", Leases.Preparing, Start - TimeSpan.FromSeconds(30));

        post.LoseLease(Start - TimeSpan.FromSeconds(20));

        Assert.Equal(Start, post.DueAt);
    }

    [Fact]
    public void A_preparing_call_under_way_cannot_move_a_post_that_was_cancelled()
    {
        var post = SamplePost.Of(parts: 1);
        post.LeasePreparing("owner", Leases.Preparing, Start);
        var fence = post.Fence;

        post.Cancel();

        Assert.NotEqual(fence, post.Fence);
    }

    [Fact]
    public void Another_time_turns_away_who_takes_the_post_for_the_old_one()
    {
        var post = SamplePost.Of(parts: 1);
        var fence = post.Fence;

        post.Reschedule(Start + TimeSpan.FromHours(1), null, "editor", Start);

        Assert.NotEqual(fence, post.Fence);
    }

    [Fact]
    public void A_thread_that_has_begun_is_not_mixed_from_two_texts()
    {
        var post = Begun(parts: 3);
        Steps.Record(post, Cleared() with { IsApproved = false }, Published, "owner", Start);

        post.Approve(SamplePost.Variant(parts: 1, hash: "another"), Start);

        Assert.Equal((PostState.NeedsAttention, Post.ChangedInPart), (post.State, post.Cause));
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public void A_second_takedown_changes_nothing_while_the_first_is_at_work()
    {
        var post = Begun(parts: 1);
        Steps.Record(post, Cleared(), Published, "owner", Start);
        post.TakeDown(Start);

        post.TakeDown(Start + TimeSpan.FromSeconds(1));

        Assert.Equal((PostState.Removing, Start), (post.State, post.RemovingSince));
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public void A_takedown_does_not_call_removed_what_may_be_out_in_part()
    {
        var post = Begun(parts: 2);
        Steps.Record(post, Cleared(), Published, "owner", Start);
        Steps.Record(post, Cleared(), Uncertain, "owner", Start);
        Steps.Learn(post, Cleared(), new Found.Unknown("x"), Asked(ReconcileKind.None), "owner", Start);
        post.TakeDown(Start);

        post.LearnRemovals([(1, new Removal.Removed())], Start);

        Assert.Equal(PostState.Manual, post.State);
    }

    [Fact]
    [Trait("Requirement", "REL-18")]
    public void A_takedown_in_a_copy_that_was_put_back_does_not_call_removed_what_may_be_out_further()
    {
        var post = SamplePost.Of(parts: 2);
        post.SuspectSent(Start - TimeSpan.FromHours(1), canBeAskedFor: true, Start);
        post.TakeDown(Start);
        Steps.Learn(post, Cleared(), new Found.Landed(new RemoteId("1"), null), Asked(), "owner", Start);

        post.LearnRemovals([(1, new Removal.Removed())], Start);

        Assert.Equal(PostState.Manual, post.State);
    }

    [Fact]
    [Trait("Requirement", "REL-18")]
    public void What_was_refused_in_a_copy_that_was_put_back_is_asked_for_before_it_goes_again()
    {
        var post = Begun(parts: 1);
        Steps.Record(post, Cleared(), new Outcome.Refused("x", "No."), "owner", Start);
        post.SuspectSent(Start, canBeAskedFor: true, Start);

        post.Retry(Start + TimeSpan.FromHours(1));

        Assert.Equal((PostState.Uncertain, true), (post.State, post.Attempts[^1].IsLost));
    }

    [Fact]
    [Trait("Requirement", "REL-18")]
    public void What_was_refused_in_a_copy_that_was_put_back_is_asked_for_when_it_is_taken_down()
    {
        var post = Begun(parts: 1);
        Steps.Record(post, Cleared(), new Outcome.Refused("x", "No."), "owner", Start);
        post.SuspectSent(Start, canBeAskedFor: true, Start);

        post.TakeDown(Start);
        Steps.Learn(post, Cleared(), new Found.Landed(new RemoteId("1"), null), Asked(), "owner", Start);

        Assert.Equal(PostState.Removing, post.State);
    }

    [Fact]
    [Trait("Requirement", "REL-18")]
    public void Answers_from_before_a_copy_was_put_back_do_not_count_in_it()
    {
        var post = Begun(parts: 1);
        Steps.Record(post, Cleared(), Uncertain, "owner", Start);
        Steps.Learn(post, Cleared(), new Found.Missing(), Asked(), "owner", Start);
        post.SuspectSent(Start, canBeAskedFor: true, Start);

        Steps.Learn(post, Cleared(), new Found.Missing(), Asked(), "owner", Start);

        Assert.Equal((PostState.Uncertain, 1), (post.State, post.TimesMissing));
    }

    [Fact]
    [Trait("Requirement", "REL-18")]
    public void What_was_missed_in_a_copy_that_was_put_back_is_asked_for_before_its_new_time()
    {
        var post = SamplePost.Of(parts: 1);
        post.Miss();
        post.SuspectSent(Start, canBeAskedFor: true, Start);

        post.Reschedule(Start + TimeSpan.FromHours(1), null, "editor", Start);
        for (var look = 0; look < 2; look++)
        {
            Steps.Learn(post, Cleared(), new Found.Missing(), Asked(), "owner", Start);
        }

        Assert.True(post.Attempts.Single().IsLost);
        Assert.Equal((PostState.Scheduled, post.PublishAt), (post.State, post.DueAt));
    }

    [Fact]
    [Trait("Requirement", "PRV-13")]
    public void A_takedown_noted_in_doubt_removes_the_earlier_part_when_the_later_one_fails()
    {
        var post = Begun(parts: 2);
        Steps.Record(post, Cleared(), Published, "owner", Start);
        Steps.Record(post, Cleared(), new Outcome.Accepted("handle", TimeSpan.FromSeconds(5)), "owner", Start);
        post.TakeDown(Start);

        Steps.Learn(post, Cleared(), new Found.Failed("x", "Not shown."), Asked(ReconcileKind.Status), "owner", Start);

        Assert.Equal(PostState.Removing, post.State);
    }

    private static Post Begun(int parts)
    {
        var post = SamplePost.Of(parts);
        post.SetPrepared(Prepared.Ready.Nothing);
        Assert.NotNull(Steps.Claim(post, Cleared(), new Pace(5, TimeSpan.FromSeconds(2)), "owner", Start));
        return post;
    }

    private static Clearance Cleared() => new(SamplePost.Channel(), IsApproved: true, IsPaused: false);

    private static Inquiry Asked(ReconcileKind kind = ReconcileKind.ReadBack) =>
        new(kind, TimeSpan.FromSeconds(10), Window, Watched: TimeSpan.FromHours(1), KeyWatched: TimeSpan.Zero);
}

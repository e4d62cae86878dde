using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>What the processes do: the courses of Deliverer, Reconciler, Remover and Sweeper over the diary in memory, with the real decisions.</summary>
internal sealed class Crew(World world)
{
    private static readonly Pace Pace = new(5, TimeSpan.FromSeconds(2));
    private static readonly TimeSpan LongestNap = TimeSpan.FromDays(3);

    private Clock Clock => world.Clock;
    private Diary Diary => world.Diary;
    private Rules Rules => world.Rules;
    private Dice Dice => world.Dice;
    private bool ReadsEarly => Rules.Has(PlantedBug.DecideOnStaleRead) || Rules.Has(PlantedBug.IgnoreState);

    /// <summary>Looks at everything and begins what is due. Returns when to look again.</summary>
    public TimeSpan Look(Process process)
    {
        var nap = LongestNap;
        for (var number = 0; number < Diary.Posts.Count; number++)
        {
            var post = Diary.Posts[number];
            MarkMissed(number, post);
            post = Diary.Posts[number];
            if (WantedWork(post) is { } work && process.UnderWay.Add((number, work)))
            {
                world.Agenda.Begin(CourseOf(process, number, work), process, Dice.Between(0, 0.05));
            }

            nap = Sooner(nap, UntilNextChange(post));
        }

        return nap;
    }

    private void MarkMissed(int number, Post post)
    {
        var isLate = post.State is PostState.Scheduled or PostState.Blocked && post.MissedAt < Clock.Now && !post.IsLeased(Clock.Now);
        if (isLate && !Rules.Has(PlantedBug.BeginLate))
        {
            var mine = Copies.Copy(post);
            mine.Miss();
            Diary.TryCommit(number, post, mine);
            world.Story.Tell($"post {number}: {mine.State}");
        }
    }

    private Work? WantedWork(Post post)
    {
        var now = Clock.Now;
        var isFree = !post.IsLeased(now) || Rules.Has(PlantedBug.IgnoreLease);
        return post.State switch
        {
            PostState.Scheduled when post.IsSendable(now) && Diary.Channel.IsFree(now) && !Diary.IsPaused => Work.Send,
            PostState.Scheduled when Rules.Has(PlantedBug.IgnorePause) && post.IsSendable(now) && Diary.Channel.IsFree(now) => Work.Send,
            PostState.Scheduled when !post.IsPrepared && isFree && Diary.Channel.MaySend && IsSoon(post, now) => Work.Prepare,
            PostState.Publishing or PostState.Uncertain or PostState.HandedOver when isFree && IsDue(post, now) => Work.Ask,
            PostState.Removing when isFree && IsDue(post, now) => Work.Remove,
            _ => null,
        };
    }

    private bool IsDue(Post post, DateTimeOffset now) => post.DueAt <= now || Rules.Has(PlantedBug.IgnoreLease) && post.IsLeased(now);

    private static bool IsSoon(Post post, DateTimeOffset now) => post.DueAt - now <= TimeSpan.FromSeconds(30) && post.MissedAt >= now;

    private TimeSpan UntilNextChange(Post post)
    {
        var now = Clock.Now;
        var nap = LongestNap;
        foreach (
            var at in (ReadOnlySpan<DateTimeOffset?>)
                [
                    post.DueAt == DateTimeOffset.MaxValue ? null : post.DueAt,
                    post.IsPrepared || post.DueAt == DateTimeOffset.MaxValue ? null : post.DueAt - TimeSpan.FromSeconds(30),
                    post.LeaseUntil,
                    PostMoves.IsFinal(post.State) ? null : post.MissedAt,
                    Diary.Channel.BusyUntil,
                    Diary.Channel.NextStartAt,
                ]
        )
        {
            if (at >= now)
            {
                nap = Sooner(nap, at.Value - now + TimeSpan.FromMilliseconds(1));
            }
        }

        return nap;
    }

    private IEnumerator<TimeSpan> CourseOf(Process process, int number, Work work) =>
        work switch
        {
            Work.Prepare => Prepare(process, number),
            Work.Send => Send(process, number),
            Work.Ask => Ask(process, number),
            _ => Remove(process, number),
        };

    private IEnumerator<TimeSpan> Prepare(Process process, int number)
    {
        var read = Diary.Posts[number];
        var mine = Copies.Copy(read);
        if (WantedWork(read) is Work.Prepare && Diary.Pieces[number].Approves(read))
        {
            mine.LeasePreparing(process.Owner, Leases.Preparing, Clock.Now);
            Diary.TryCommit(number, read, mine);
            world.Story.Tell($"{process} prepares post {number}");
            yield return world.Wait(process, 0.1, 5);
            Prepared result = !Dice.Chance(world.Weather.Faults)
                ? Prepared.Ready.Nothing
                : new Prepared.Failed(
                    Dice.Of<Outcome>(
                        new Outcome.NotSent("No connection."),
                        new Outcome.NotSent("Wait.", Dice.Between(1, 600), RateLimited: true),
                        new Outcome.Refused(Outcome.TokenTrouble, "No."),
                        new Outcome.Refused("too_big", "No.")
                    )
                );
            Result(process, number, mine.Fence, Diary.Posts[number], (post, channel) => Steps.Prepare(post, channel, result, Clock.Now));
        }

        process.UnderWay.Remove((number, Work.Prepare));
    }

    private IEnumerator<TimeSpan> Send(Process process, int number)
    {
        var read = Diary.Posts[number];
        if (ReadsEarly)
        {
            yield return world.Wait(process, 0, 0.3);
        }

        var (mine, channel) = (Copies.Copy(read), Copies.Copy(Diary.Channel));
        if (Rules.Has(PlantedBug.SendBeforeAttemptRow) && WantedWork(read) is Work.Send)
        {
            var early = Rules.Claim(Copies.Copy(read), Diary.ClearanceOf(read, number, Copies.Copy(channel)), Pace, "", Clock.Now);
            world.Checks.Sends(number, early!, Diary.Posts[number], Clock.Real);
        }

        var clearance = Diary.ClearanceOf(mine, number, channel);
        var attempt = Rules.Claim(mine, clearance, Pace, process.Owner, Clock.Now);
        if (Commit(process, number, read, mine, channel, attempt) && attempt is not null)
        {
            world.Agenda.Begin(Deliver(process, number, attempt, NewDeadline()), process);
        }

        process.UnderWay.Remove((number, Work.Send));
        yield break;
    }

    private IEnumerator<TimeSpan> Deliver(Process process, int number, PostAttempt first, AttemptDeadline ends)
    {
        for (var (attempt, deadline) = (first, ends); attempt is not null; deadline = NewDeadline())
        {
            yield return world.Wait(process, 0, 0.05);
            Outcome? outcome = null;
            yield return world.Wait(process, 0, Dice.Chance(world.Weather.Faults * 0.3) ? 40 : 0.2);
            if (Dice.Chance(world.Weather.Faults * 0.2))
            {
                outcome = new Outcome.NotSent("Connection refused.");
            }
            else if (deadline.HasPassed && !Rules.Has(PlantedBug.IgnoreDeadline))
            {
                outcome = new Outcome.NotSent("No connection in time.");
            }
            else
            {
                var part = Rules.Has(PlantedBug.ForgetParts) ? 1 : attempt.Part;
                var key = Rules.Has(PlantedBug.NewKeyEachTry) ? $"{attempt.Key}{attempt.Number}" : attempt.Key;
                world.Checks.Sends(
                    number,
                    attempt,
                    Diary.Posts[number],
                    Clock.Real + (deadline.HasPassed ? TimeSpan.FromTicks(-1) : deadline.Left)
                );
                var call = world.Network.Send(number, part, part == attempt.Part ? key : key + part);
                yield return Sooner(call.AnswerAfter, deadline.Left);
                outcome = deadline.HasPassed ? new Outcome.Uncertain("No answer in time.") : world.Network.AnswerOf(call);
            }

            yield return world.Wait(process, 0, 0.05);
            world.Checks.Leaves(number, process);
            PostAttempt? next = null;
            var seen = Diary.Posts[number]; // the fence is read again in the transaction
            if (Rules.Has(PlantedBug.DecideOnStaleRead))
            {
                yield return Dice.Between(0, 5);
            }

            var isWritten = Result(
                process,
                number,
                attempt.Fence,
                seen,
                (post, channel) =>
                    next =
                        post.State is PostState.Publishing && post.IsBeingSent
                            ? Rules.Record(post, Diary.ClearanceOf(post, number, channel), outcome, process.Owner, Clock.Now)
                            : null,
                () => next
            );
            world.Story.Tell($"{process}: post {number} attempt {attempt.Number}: {outcome}; it is {Diary.Posts[number].State}");
            attempt = isWritten ? next : null;
        }
    }

    private IEnumerator<TimeSpan> Ask(Process process, int number)
    {
        var read = Diary.Posts[number];
        var mine = Copies.Copy(read);
        if (WantedWork(read) is Work.Ask)
        {
            var left = process.Watch.LeftOf(Leases.Sending, mine);
            var attempt = Rules.Ask(mine, process.Owner, left, Clock.Now);
            Diary.TryCommit(number, read, mine);
            world.Pulse();
            if (attempt is not null)
            {
                world.Checks.Takes(number, process);
                var watched = process.Watch.Since(attempt);
                yield return world.Wait(process, 0, 0.2);
                var found = world.Network.Look(number, attempt.Part);
                yield return world.Wait(process, 0, Dice.Chance(world.Weather.Faults) ? 29 : 2);
                world.Checks.Leaves(number, process);
                Learn(process, number, mine.Fence, attempt, found, watched);
            }
        }

        process.UnderWay.Remove((number, Work.Ask));
    }

    private void Learn(Process process, int number, long fence, PostAttempt attempt, Found found, TimeSpan watched)
    {
        if (found is Found.Failed)
        {
            world.Checks.FailedParts.Add((number, attempt.Part));
        }

        PostAttempt? next = null;
        var isWritten = Result(
            process,
            number,
            fence,
            Diary.Posts[number],
            (post, channel) =>
            {
                var inquiry = process.Watch.Inquire(world.Weather.Profile, post, watched);
                next = Rules.Learn(post, Diary.ClearanceOf(post, number, channel), found, inquiry, process.Owner, Clock.Now);
            },
            () => next
        );
        world.Story.Tell($"{process} hears of post {number}: {found}; it is {Diary.Posts[number].State}");
        if (isWritten && next is not null)
        {
            world.Agenda.Begin(Deliver(process, number, next, NewDeadline()), process);
        }
    }

    private IEnumerator<TimeSpan> Remove(Process process, int number)
    {
        var read = Diary.Posts[number];
        var mine = Copies.Copy(read);
        if (WantedWork(read) is Work.Remove)
        {
            mine.LeaseLooking(process.Owner, Leases.Sending, Clock.Now);
            Diary.TryCommit(number, read, mine);
            world.Checks.Takes(number, process);
            var removals = new List<(int, Removal)>();
            foreach (var part in mine.Parts.Where(part => part.Removal is null).OrderByDescending(part => part.Number))
            {
                yield return world.Wait(process, 0, 2);
                removals.Add((part.Number, world.Network.Remove(part.RemoteId)));
            }

            world.Checks.Leaves(number, process);
            Result(process, number, mine.Fence, Diary.Posts[number], (post, _) => post.LearnRemovals(removals, Clock.Now));
            world.Story.Tell($"{process} removed post {number}: it is {Diary.Posts[number].State}");
        }

        process.UnderWay.Remove((number, Work.Remove));
    }

    /// <summary>One transaction of Results: turned away when the fence is newer.</summary>
    private bool Result(Process process, int number, long fence, Post read, Action<Post, Channel> decide, Func<PostAttempt?>? begun = null)
    {
        if (process.IsDead || read.Fence != fence && !Rules.Has(PlantedBug.IgnoreFence))
        {
            return false;
        }

        var (mine, channel) = (Copies.Copy(read), Copies.Copy(Diary.Channel));
        decide(mine, channel);
        return Commit(process, number, read, mine, channel, begun?.Invoke());
    }

    /// <summary>The attempt, if there is one, may be sent when this says true.</summary>
    private bool Commit(Process process, int number, Post read, Post mine, Channel channel, PostAttempt? attempt)
    {
        if (!Diary.TryCommit(number, read, mine, channel))
        {
            return false;
        }

        if (attempt is not null)
        {
            world.Checks.Begins(number, read, attempt, Diary);
            world.Checks.Takes(number, process);
            process.Watch.Since(attempt);
            world.Story.Tell($"{process} begins attempt {attempt.Number} at part {attempt.Part} of post {number}");
        }

        world.Pulse();
        return true;
    }

    private AttemptDeadline NewDeadline() => new(Clock, AttemptDeadline.Length);

    private static TimeSpan Sooner(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

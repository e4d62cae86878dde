using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>Sends what is due: prepares, has the attempt committed, makes the one call, has the outcome committed; part after part.</summary>
internal sealed class Deliverer(World world, DueWork due, Transactions transactions)
{
    private static readonly Pace Pace = new(5, TimeSpan.FromSeconds(2));

    private Diary Diary => world.Diary;
    private Rules Rules => world.Rules;
    private Dice Dice => world.Dice;
    private bool ReadsEarly => Rules.Has(PlantedBug.DecideOnStaleRead) || Rules.Has(PlantedBug.IgnoreState);

    public AttemptDeadline NewDeadline() => new(world.Clock, AttemptDeadline.Length);

    public IEnumerator<TimeSpan> Prepare(Process process, int number)
    {
        var read = Diary.Posts[number];
        var mine = Copies.Copy(read);
        if (due.Of(read) is Work.Prepare && Diary.Pieces[number].Approves(read))
        {
            mine.LeasePreparing(process.Owner, Leases.Preparing, world.Clock.Now);
            if (transactions.Write(process, number, read, mine) is Commit.Done)
            {
                world.Story.Tell($"{process} prepares post {number}");
                yield return world.Wait(process, 0.1, 5);
                var prepared = PrepareAtNetwork();
                transactions.Result(
                    process,
                    number,
                    mine.Fence,
                    (post, channel) => Steps.Prepare(post, channel, prepared, world.Clock.Now)
                );
            }
        }

        process.UnderWay.Remove((number, Work.Prepare));
    }

    public IEnumerator<TimeSpan> Send(Process process, int number)
    {
        var read = Diary.Posts[number];
        if (ReadsEarly)
        {
            yield return world.Wait(process, 0, 0.3);
        }

        var (mine, channel) = (Copies.Copy(read), Copies.Copy(Diary.ChannelOf(read)));
        if (Rules.Has(PlantedBug.SendBeforeAttemptRow) && due.Of(read) is Work.Send)
        {
            var early = Rules.Claim(Copies.Copy(read), Diary.ClearanceOf(read, number, Copies.Copy(channel)), Pace, "", world.Clock.Now);
            world.Checks.Sends(number, early!, Diary.Posts[number], world.Clock.Real);
        }

        var clearance = Diary.ClearanceOf(mine, number, channel);
        var attempt = Rules.Claim(mine, clearance, Pace, process.Owner, world.Clock.Now);
        var deadline = NewDeadline();
        var commit = transactions.Begin(process, number, read, mine, channel, attempt);
        if (commit is Commit.Unheard)
        {
            yield return world.Wait(process, 0, 0.5);
        }

        if (attempt is not null && MaySend(commit, number, attempt))
        {
            process.Watch.Since(attempt);
            world.Agenda.Begin(Deliver(process, number, attempt, deadline), process);
        }

        process.UnderWay.Remove((number, Work.Send));
    }

    public IEnumerator<TimeSpan> Deliver(Process process, int number, PostAttempt first, AttemptDeadline ends)
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
                var call = Call(number, attempt, deadline);
                yield return call.AnswerAfter < deadline.Left ? call.AnswerAfter : deadline.Left;
                outcome = deadline.HasPassed ? new Outcome.Uncertain("No answer in time.") : world.Network.AnswerOf(call);
            }

            yield return world.Wait(process, 0, 0.05);
            world.Checks.Leaves(number, process);
            var recording = new Recording(world, transactions, process, number, attempt, outcome);
            for (var steps = recording.Write(); steps.MoveNext(); )
            {
                yield return steps.Current;
            }

            world.Story.Tell($"{process}: post {number} attempt {attempt.Number}: {outcome}; it is {Diary.Posts[number].State}");
            attempt = recording.Next;
        }
    }

    private bool MaySend(Commit commit, int number, PostAttempt attempt) =>
        commit switch
        {
            Commit.Done => true,
            Commit.Unheard => Rules.Has(PlantedBug.TrustUnheardCommit) || transactions.IsWritten(number, attempt),
            Commit.NoRoom => Rules.Has(PlantedBug.SendWithoutRoom),
            _ => false,
        };

    private Call Call(int number, PostAttempt attempt, AttemptDeadline deadline)
    {
        var part = Rules.Has(PlantedBug.ForgetParts) ? 1 : attempt.Part;
        var key = Rules.Has(PlantedBug.NewKeyEachTry) ? $"{attempt.Key}{attempt.Number}" : attempt.Key;
        var left = deadline.HasPassed ? TimeSpan.FromTicks(-1) : deadline.Left;
        world.Checks.Sends(number, attempt, Diary.Posts[number], world.Clock.Real + left);
        return world.Network.Send(number, part, part == attempt.Part ? key : key + part);
    }

    private Prepared PrepareAtNetwork() =>
        !Dice.Chance(world.Weather.Faults)
            ? Prepared.Ready.Nothing
            : new Prepared.Failed(
                Dice.Of<Outcome>(
                    new Outcome.NotSent("No connection."),
                    new Outcome.NotSent("Wait.", Dice.Between(1, 600), RateLimited: true),
                    new Outcome.Refused(Outcome.TokenTrouble, "No."),
                    new Outcome.Refused("too_big", "No.")
                )
            );
}

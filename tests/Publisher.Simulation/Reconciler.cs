using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>Asks the network what became of what is in doubt.</summary>
internal sealed class Reconciler(World world, DueWork due, Transactions transactions, Deliverer deliverer)
{
    public IEnumerator<TimeSpan> Ask(Process process, int number)
    {
        var read = world.Diary.Posts[number];
        var mine = Copies.Copy(read);
        if (due.Of(read) is Work.Ask && !process.Held.Contains(number))
        {
            var left = process.Watch.LeftOf(Leases.Sending, mine);
            var attempt = world.Rules.Ask(mine, process.Owner, left, world.Clock.Now);
            if (transactions.Write(process, number, read, mine) is Commit.Done && attempt is not null)
            {
                world.Pulse();
                world.Checks.Asks(number, read, process);
                world.Checks.Takes(number, process);
                var watched = process.Watch.Since(attempt);
                yield return world.Wait(process, 0, 0.2);
                var found = Find(number, attempt);
                yield return world.Wait(process, 0, world.Dice.Chance(world.Weather.Faults) ? 29 : 2);
                world.Checks.Leaves(number, process);
                Learn(process, number, mine.Fence, attempt, found, watched);
            }
        }

        process.UnderWay.Remove((number, Work.Ask));
    }

    private Found Find(int number, PostAttempt attempt) =>
        attempt.IsLost && !world.Weather.Profile.FindsLost
            ? new Found.Unknown("It cannot be asked for it.")
            : world.Network.Look(number, attempt.Part);

    private void Learn(Process process, int number, long fence, PostAttempt attempt, Found found, TimeSpan watched)
    {
        if (found is Found.Failed)
        {
            world.Checks.FailedParts.Add((number, attempt.Part));
        }

        PostAttempt? next = null;
        var commit = transactions.Result(
            process,
            number,
            fence,
            (post, channel) =>
            {
                var inquiry = process.Watch.Inquire(world.Weather.Profile, post, watched);
                next = world.Rules.Learn(
                    post,
                    world.Diary.ClearanceOf(post, number, channel),
                    found,
                    inquiry,
                    process.Owner,
                    world.Clock.Now
                );
            },
            () => next
        );
        world.Story.Tell($"{process} hears of post {number}: {found}; it is {world.Diary.Posts[number].State}");
        if (commit is Commit.Done && next is not null)
        {
            world.Agenda.Begin(deliverer.Deliver(process, number, next, deliverer.NewDeadline()), process);
        }
    }
}

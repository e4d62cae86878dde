using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>Removes the visible parts of what is taken down, the last one first.</summary>
internal sealed class Remover(World world, DueWork due, Transactions transactions)
{
    public IEnumerator<TimeSpan> Remove(Process process, int number)
    {
        var read = world.Diary.Posts[number];
        var mine = Copies.Copy(read);
        if (due.Of(read) is Work.Remove)
        {
            mine.LeaseLooking(process.Owner, Leases.Sending, world.Clock.Now);
            if (transactions.Write(process, number, read, mine) is Commit.Done)
            {
                world.Checks.Takes(number, process);
                var removals = new List<(int, Removal)>();
                foreach (var part in mine.Parts.Where(part => part.Removal is null).OrderByDescending(part => part.Number))
                {
                    yield return world.Wait(process, 0, 2);
                    removals.Add((part.Number, world.Network.Remove(part.RemoteId)));
                }

                world.Checks.Leaves(number, process);
                transactions.Result(process, number, mine.Fence, (post, _) => post.LearnRemovals(removals, world.Clock.Now));
                world.Story.Tell($"{process} removed post {number}: it is {world.Diary.Posts[number].State}");
            }
        }

        process.UnderWay.Remove((number, Work.Remove));
    }
}

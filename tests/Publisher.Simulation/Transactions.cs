using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>What a process writes, over a disk that may be full and a connection that may break during a commit.</summary>
internal sealed class Transactions(World world)
{
    /// <summary>On a full disk a write that needs no new page still gets through.</summary>
    private const double ShareWithoutRoom = 0.6;
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(2);

    public Commit Write(Process process, int number, Post read, Post mine, Channel? changedChannel = null)
    {
        if (world.Diary.IsFull && world.Dice.Chance(ShareWithoutRoom))
        {
            world.Story.Tell($"{process} finds no room to write post {number}");
            RunShort(process);
            return Commit.NoRoom;
        }

        var isUnheard = world.Dice.Chance(world.Weather.LostCommits);
        var isLost = isUnheard && world.Dice.Chance(0.5);
        var isWritten = !isLost && world.Diary.TryCommit(number, read, mine, changedChannel);
        if (isUnheard)
        {
            world.Story.Tell($"{process} does not hear whether post {number} is written; it is{(isWritten ? "" : " not")}");
            world.Pulse();
            return Commit.Unheard;
        }

        return isWritten ? Commit.Done : Commit.Overtaken;
    }

    /// <summary>The attempt, if there is one, may be sent when this says that it is done.</summary>
    public Commit Begin(Process process, int number, Post read, Post mine, Channel channel, PostAttempt? attempt)
    {
        var standing = world.Diary.ChannelOf(read);
        var commit = Write(process, number, read, mine, channel);
        if (attempt is not null)
        {
            if (commit is Commit.Done || world.Rules.Has(PlantedBug.WatchBeforeCommit))
            {
                process.Watch.Since(attempt);
            }

            if (commit is Commit.Done || IsWritten(number, attempt))
            {
                world.Checks.Begins(number, read, attempt, world.Diary, standing);
                world.Checks.Takes(number, process);
                world.Story.Tell($"{process} begins attempt {attempt.Number} at part {attempt.Part} of post {number}");
            }
        }

        if (commit is Commit.Done)
        {
            world.Pulse();
        }

        return commit;
    }

    /// <summary>One transaction of Results; null: turned away, as the fence is newer.</summary>
    public Commit? Result(
        Process process,
        int number,
        long fence,
        Action<Post, Channel> decide,
        Func<PostAttempt?>? begun = null,
        Post? seen = null
    )
    {
        var read = seen ?? world.Diary.Posts[number];
        if (process.IsDead || read.Fence != fence && !world.Rules.Has(PlantedBug.IgnoreFence))
        {
            return null;
        }

        var (mine, channel) = (Copies.Copy(read), Copies.Copy(world.Diary.ChannelOf(read)));
        decide(mine, channel);
        return Begin(process, number, read, mine, channel, begun?.Invoke());
    }

    /// <summary>After a commit whose answer was lost: the attempt's row is there, and nobody wrote its end.</summary>
    public bool IsWritten(int number, PostAttempt attempt) =>
        world
            .Diary.Posts[number]
            .Attempts.Any(row =>
                (row.Number, row.Fence, row.StartedAt, row.FinishedAt) == (attempt.Number, attempt.Fence, attempt.StartedAt, null)
            );

    /// <summary>Nothing is taken until a probe finds room again.</summary>
    private void RunShort(Process process)
    {
        if (!process.IsShortOfRoom)
        {
            process.IsShortOfRoom = true;
            world.Agenda.Begin(Probe(process), process, ProbeEvery);
        }
    }

    private IEnumerator<TimeSpan> Probe(Process process)
    {
        while (world.Diary.IsFull)
        {
            yield return ProbeEvery;
        }

        process.IsShortOfRoom = false;
        world.Pulse();
    }
}

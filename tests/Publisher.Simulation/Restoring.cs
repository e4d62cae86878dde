using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>The diary is put back to an earlier state, and its first start does what RestoredCopy does.</summary>
internal sealed class Restoring(World world, People people, Process[] processes)
{
    /// <summary>Who starts the pause.</summary>
    public const string Person = "publisher";
    private const int MostLooks = 300;

    public IEnumerator<TimeSpan> PutBack()
    {
        if (!world.Weather.PutsBack)
        {
            yield break;
        }

        yield return world.Dice.Between(0, world.Dice.Of(10, 120, 600));
        for (var looks = world.Dice.Of(0, MostLooks); looks > 0 && !IsMomentOfHarm; looks--)
        {
            yield return world.Dice.Between(0.2, 2);
        }

        var backup = world.Diary.Copy(world.Clock.Now);
        people.LetGoWhatRests();
        yield return world.Dice.Between(1, world.Dice.Of(60, 600, 1_200));
        if (world.Clock.Real > world.Weather.Storm)
        {
            yield break;
        }

        Raise(backup);
        yield return world.Dice.Between(10, world.Dice.Of(60, 1_200));
        while (world.Diary.IsFull)
        {
            yield return TimeSpan.FromMinutes(1);
        }

        people.CatchUp();
        world.Story.Tell($"people end the pause of the copy");
        world.Pulse();
    }

    /// <summary>What becomes of a post now is soon out, and forgotten.</summary>
    private bool IsMomentOfHarm =>
        world.Diary.Posts.Any(post => post.OpenAttempt is not null || post.State is PostState.Refused or PostState.Missed);

    private void Raise(Backup backup)
    {
        foreach (var process in processes)
        {
            world.Kill(process);
        }

        var (diary, now) = (world.Diary, world.Clock.Now);
        people.Lose(backup);
        world.Checks.PutBack(diary);
        diary.IsFull = false;
        diary.PutBack(backup);
        diary.Stop(channelId: null, Person, now);
        for (var number = 0; number < diary.Posts.Count; number++)
        {
            var read = diary.Posts[number];
            var mine = Copies.Copy(read);
            world.Rules.Suspect(mine, backup.At, now);
            diary.TryCommit(number, read, mine);
            world.Story.Tell($"post {number} is put back to {read.State}; it is {mine.State}");
        }
    }
}

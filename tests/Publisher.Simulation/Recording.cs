using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>Writes an outcome down however long the diary cannot take it, as HeldResults does.</summary>
internal sealed class Recording(World world, Transactions transactions, Process process, int number, PostAttempt attempt, Outcome outcome)
{
    private const int LongestWait = 5;

    /// <summary>The attempt at the next part, when one is due at once.</summary>
    public PostAttempt? Next { get; private set; }

    public IEnumerator<TimeSpan> Write()
    {
        for (var tries = 1; !(tries > 1 && Recall()); tries++)
        {
            var seen = world.Diary.Posts[number]; // the fence is read again in the transaction
            if (world.Rules.Has(PlantedBug.DecideOnStaleRead))
            {
                yield return world.Dice.Between(0, 20);
            }

            PostAttempt? begun = null;
            var commit = transactions.Result(
                process,
                number,
                attempt.Fence,
                (post, channel) => begun = Record(post, channel),
                () => begun,
                seen
            );
            if (commit is Commit.Done or null)
            {
                Next = commit is Commit.Done ? begun : null;
                break;
            }

            if (commit is not Commit.Overtaken)
            {
                world.Checks.Holds(number, attempt, process);
                if (world.Rules.Has(PlantedBug.ForgetUnwritten))
                {
                    break;
                }

                process.Held.Add(number);
            }

            yield return world.Wait(process, Math.Min(tries, LongestWait), Math.Min(tries, LongestWait));
        }

        process.Held.Remove(number);
    }

    private PostAttempt? Record(Post post, Channel channel) =>
        post.IsBeingSent || world.Rules.Has(PlantedBug.None)
            ? world.Rules.Record(post, world.Diary.ClearanceOf(post, number, channel), outcome, process.Owner, world.Clock.Now)
            : null;

    /// <summary>Whether the commit whose answer was lost took place, and what it began.</summary>
    private bool Recall()
    {
        var post = world.Diary.Posts[number];
        if (post.Attempts.FirstOrDefault(row => row.Number == attempt.Number) is not { FinishedAt: not null })
        {
            return false;
        }

        var last = post.Attempts[^1];
        var isOurs =
            last.Number == attempt.Number + 1
            && last.FinishedAt is null
            && last.Fence == post.Fence
            && post.LeaseOwner == process.Owner
            && post.LeaseUntil - AttemptDeadline.Length > world.Clock.Now;
        if (isOurs)
        {
            process.Watch.Since(last);
            Next = last;
        }

        return true;
    }
}

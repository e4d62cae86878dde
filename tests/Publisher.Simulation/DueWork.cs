using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>The questions that find due work, as the database is asked them.</summary>
internal sealed class DueWork(World world)
{
    private Clock Clock => world.Clock;
    private Diary Diary => world.Diary;
    private Rules Rules => world.Rules;

    public Work? Of(Post post)
    {
        var now = Clock.Now;
        var isFree = !post.IsLeased(now) || Rules.Has(PlantedBug.IgnoreLease);
        var channel = Rules.See(Diary.ChannelOf(post));
        var isPaused = Rules.Hold(Diary.Pauses, channel);
        return post.State switch
        {
            PostState.Scheduled when post.IsSendable(now) && channel.IsFree(now) && !isPaused => Work.Send,
            PostState.Scheduled when !post.IsPrepared && isFree && channel.MaySend && IsSoon(post, now) => Work.Prepare,
            PostState.Publishing or PostState.Uncertain or PostState.HandedOver when isFree && IsDue(post, now) => Work.Ask,
            PostState.Removing when isFree && IsDue(post, now) => Work.Remove,
            _ => null,
        };
    }

    public TimeSpan UntilNextChange(Post post, TimeSpan longest)
    {
        var (now, nap, channel) = (Clock.Now, longest, Diary.ChannelOf(post));
        foreach (
            var at in (ReadOnlySpan<DateTimeOffset?>)
                [
                    post.DueAt == DateTimeOffset.MaxValue ? null : post.DueAt,
                    post.IsPrepared || post.DueAt == DateTimeOffset.MaxValue ? null : post.DueAt - TimeSpan.FromSeconds(30),
                    post.LeaseUntil,
                    PostMoves.IsFinal(post.State) ? null : post.MissedAt,
                    channel.BusyUntil,
                    channel.NextStartAt,
                ]
        )
        {
            if (at >= now)
            {
                var wait = at.Value - now + TimeSpan.FromMilliseconds(1);
                nap = wait < nap ? wait : nap;
            }
        }

        return nap;
    }

    private bool IsDue(Post post, DateTimeOffset now) => post.DueAt <= now || Rules.Has(PlantedBug.IgnoreLease) && post.IsLeased(now);

    private static bool IsSoon(Post post, DateTimeOffset now) => post.DueAt - now <= TimeSpan.FromSeconds(30) && post.MissedAt >= now;
}

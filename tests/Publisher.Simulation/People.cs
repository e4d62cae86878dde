using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>What people do at any moment. Between reading a post and writing it a moment passes; who comes too late is told so.</summary>
internal sealed class People(World world)
{
    private static readonly TimeSpan LongestThought = TimeSpan.FromSeconds(0.3);

    public IEnumerator<TimeSpan> Act()
    {
        for (var act = 0; act < world.Weather.Acts; act++)
        {
            yield return world.Dice.UpTo(world.Weather.Storm / world.Weather.Acts);
            var number = world.Dice.Below(world.Diary.Posts.Count);
            var read = world.Diary.Posts[number];
            var wish = world.Dice.Of(Enum.GetValues<Wish>());
            yield return world.Dice.UpTo(LongestThought);
            var isDone = Do(wish, number, read);
            world.Story.Tell($"a person: {wish} post {number}{(isDone ? "" : ", too late")}; it is {world.Diary.Posts[number].State}");
            world.Pulse();
        }
    }

    /// <summary>The text as it stands is approved; what waits for that goes on.</summary>
    public bool Approve(int number)
    {
        var piece = world.Diary.Pieces[number];
        piece.IsApproved = !piece.IsTakenDown;
        return piece.IsApproved
            && Change(
                number,
                world.Diary.Posts[number],
                post =>
                {
                    if (post.State is PostState.Scheduled or PostState.Blocked)
                    {
                        post.Approve(piece.Variant, world.Clock.Now);
                    }
                }
            );
    }

    /// <summary>What waits in the network's app is finished there, or thrown away.</summary>
    public bool FinishInApp(int number)
    {
        foreach (var item in world.Network.Items.Where(item => item.Post == number && item.WaitsForPerson))
        {
            item.WaitsForPerson = false;
            item.Fails = world.Dice.Chance(0.3);
        }

        return true;
    }

    private bool Do(Wish wish, int number, Post read)
    {
        var (diary, now) = (world.Diary, world.Clock.Now);
        switch (wish)
        {
            case Wish.Pause or Wish.Resume:
                diary.IsPaused = wish is Wish.Pause;
                return true;
            case Wish.Reconnect:
                diary.Change(channel => channel.NeedsReconnect = false);
                return true;
            case Wish.Edit:
                diary.Pieces[number].Edit();
                return Hold(number);
            case Wish.Withdraw:
                diary.Pieces[number].IsApproved = false;
                return Hold(number);
            case Wish.Approve:
                return Approve(number);
            case Wish.FinishInApp:
                return FinishInApp(number);
            case Wish.TakeDown:
                return TakeDown(number, read);
            case Wish.Cancel:
                return read.CanCancel && read.Parts.Count == 0 && Change(number, read, post => post.Cancel());
            case Wish.Reschedule:
                return read.State is PostState.Scheduled or PostState.Blocked or PostState.Missed
                    && !diary.Pieces[number].IsTakenDown
                    && Change(number, read, post => Reschedule(post, number, now));
            case Wish.Retry:
                return read.State is PostState.Refused
                    && diary.Pieces[number].Approves(read)
                    && !diary.Pieces[number].IsTakenDown
                    && Change(number, read, post => post.Retry(now));
            default:
                return Resolve(number, read);
        }
    }

    /// <summary>In one transaction with the edit or the withdrawal, which is repeated until it gets through.</summary>
    private bool Hold(int number)
    {
        var read = world.Diary.Posts[number];
        return read.State is not PostState.Scheduled || Change(number, read, post => post.Block(Settlement.Voided));
    }

    private void Reschedule(Post post, int number, DateTimeOffset now)
    {
        post.Reschedule(now + world.Dice.Between(1, 1200), null, now);
        if (post.State is PostState.Scheduled && !world.Diary.Pieces[number].Approves(post))
        {
            post.Block(Settlement.Voided);
        }
    }

    private bool TakeDown(int number, Post read)
    {
        if (!Change(number, read, post => world.Rules.TakeDown(post, world.Clock.Now)))
        {
            return false;
        }

        world.Diary.Pieces[number].IsTakenDown = true;
        world.Diary.Pieces[number].IsApproved = false;
        return true;
    }

    /// <summary>A person looks at the channel and says what they see.</summary>
    private bool Resolve(int number, Post read)
    {
        if (read.State is not PostState.NeedsAttention || read.RemovingSince is not null || read.Parts.Count >= read.PartCount)
        {
            return false;
        }

        var item = world.Network.Find(number, read.NextPart);
        var isOut = item?.IsOut(world.Clock.Real) is true && world.Clock.Real >= item.SeenFrom;
        if (isOut && read.NextPart == read.PartCount)
        {
            return Change(number, read, post => post.ResolveLanded(new RemoteId(item!.Id), null, world.Clock.Now));
        }

        return item is null && read.Parts.Count == 0 && Change(number, read, post => post.Abandon(world.Clock.Now));
    }

    private bool Change(int number, Post read, Action<Post> change)
    {
        var mine = Copies.Copy(read);
        change(mine);
        var isDone = world.Diary.TryCommit(number, read, mine);
        world.Pulse();
        return isDone;
    }

    private enum Wish
    {
        Pause,
        Resume,
        Cancel,
        Reschedule,
        TakeDown,
        Edit,
        Withdraw,
        Approve,
        Retry,
        Reconnect,
        FinishInApp,
        Resolve,
    }
}

using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>What people do at any moment. Between reading a post and writing it a moment passes; who comes too late is told so.</summary>
internal sealed class People(World world)
{
    private const string Name = "lead";

    /// <summary>What holds posts up is more often ended than begun, so that something happens.</summary>
    private static readonly Wish[] Wishes =
    [
        .. Enum.GetValues<Wish>(),
        .. (ReadOnlySpan<Wish>)
            [
                Wish.Resume,
                Wish.Resume,
                Wish.TurnOn,
                Wish.Reconnect,
                Wish.Retry,
                Wish.Retry,
                Wish.Approve,
                Wish.Approve,
                Wish.Approve,
                Wish.TakeDown,
            ],
    ];

    private static readonly TimeSpan Hurry = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestThought = TimeSpan.FromSeconds(0.3);
    private readonly HashSet<int> _forgotten = [];

    /// <summary>Posts that people sent on their way after the state that was put back: the diary cannot know of it.</summary>
    public IReadOnlySet<int> Forgotten => _forgotten;

    public IEnumerator<TimeSpan> Act()
    {
        for (var act = 0; act < world.Weather.Acts; act++)
        {
            yield return world.Dice.UpTo(world.Dice.Of(Hurry, Hurry, world.Weather.Storm / world.Weather.Acts));
            var number = world.Dice.Below(world.Diary.Posts.Count);
            var read = world.Diary.Posts[number];
            var wish = world.Dice.Of(Wishes);
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

    /// <summary>Nothing of theirs holds anything up.</summary>
    public void LetGo()
    {
        world.Diary.Resume(Name, world.Clock.Now);
        for (var place = 0; place < world.Diary.Channels.Count; place++)
        {
            world.Diary.Change(place, TurnOn);
            world.Diary.Change(place, Reconnect);
        }
    }

    /// <summary>What was refused or missed goes again.</summary>
    public void LetGoWhatRests()
    {
        foreach (var (number, post) in world.Diary.Posts.Index())
        {
            if (WishAgain(post) is { } wish and not Wish.Cancel)
            {
                Do(wish, number, post);
            }
        }
    }

    /// <summary>The diary is about to be put back, and will know nothing of what they let go anew since.</summary>
    public void Lose(Backup backup)
    {
        foreach (var (number, post) in backup.Posts.Index())
        {
            var now = world.Diary.Posts[number];
            var wasAtRest = post.State is PostState.Missed or PostState.Refused && now.Fence != post.Fence;
            var wasMovedForward = post.PublishAt > world.Clock.Now && now.PublishAt < post.PublishAt;
            var isOtherText = now.VariantId != post.VariantId;
            var wasBeingRemoved = now.RemovingSince is not null && post.RemovingSince is null;
            if (wasAtRest || wasMovedForward || isOtherText || wasBeingRemoved)
            {
                _forgotten.Add(number);
            }
        }
    }

    /// <summary>Before they end the pause of a diary that was put back, they repeat what it does not know.</summary>
    public void CatchUp()
    {
        foreach (var (number, piece) in world.Diary.Pieces.Index())
        {
            var post = world.Diary.Posts[number];
            if (piece.IsTakenDown)
            {
                piece.IsApproved = false;
                Change(number, post, mine => world.Rules.TakeDown(mine, world.Clock.Now));
            }
            else if (_forgotten.Contains(number) && WishAgain(post) is { } wish)
            {
                Do(wish, number, post);
            }
        }

        world.Diary.Resume(Restoring.Person, world.Clock.Now);
    }

    /// <summary>What was let go is let go again; what went out at an earlier time than the diary has is cancelled.</summary>
    private static Wish? WishAgain(Post post) =>
        post.State switch
        {
            PostState.Missed => Wish.Reschedule,
            PostState.Refused => Wish.Retry,
            PostState.Scheduled or PostState.Blocked => Wish.Cancel,
            _ => null,
        };

    private bool Do(Wish wish, int number, Post read)
    {
        var (diary, now) = (world.Diary, world.Clock.Now);
        if (diary.IsFull)
        {
            return false;
        }

        switch (wish)
        {
            case Wish.Pause or Wish.PauseChannel:
                diary.Stop(wish is Wish.Pause ? null : read.ChannelId, Name, now);
                return true;
            case Wish.Resume:
                diary.Resume(Name, now);
                return true;
            case Wish.TurnOff:
                diary.Change(PlaceOf(read), channel => channel.Apply(Drafts.Plan(channel.MinGap, isOn: false)));
                return true;
            case Wish.TurnOn or Wish.Reconnect:
                diary.Change(PlaceOf(read), wish is Wish.TurnOn ? TurnOn : Reconnect);
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

    private int PlaceOf(Post post) => world.Diary.Channels.Index().First(row => row.Item.Id == post.ChannelId).Index;

    private void TurnOn(Channel channel)
    {
        channel.Apply(Drafts.Plan(channel.MinGap));
        channel.Resume(world.Clock.Now);
    }

    private void Reconnect(Channel channel)
    {
        channel.NeedsReconnect = false;
        channel.Resume(world.Clock.Now);
    }

    /// <summary>In one transaction with the edit or the withdrawal, which is repeated until it gets through.</summary>
    private bool Hold(int number)
    {
        var read = world.Diary.Posts[number];
        return read.State is not PostState.Scheduled || Change(number, read, post => post.Block(Settlement.Voided));
    }

    private void Reschedule(Post post, int number, DateTimeOffset now)
    {
        post.Reschedule(now + world.Dice.Between(1, 1200), null, "editor", now);
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

        var isSurelyNotOut = item is null && !world.Network.Awaits(number);
        return isSurelyNotOut && read.Parts.Count == 0 && Change(number, read, post => post.Abandon(world.Clock.Now));
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
        PauseChannel,
        Resume,
        TurnOff,
        TurnOn,
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

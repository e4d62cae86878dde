using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>A promise that was broken.</summary>
internal sealed class Violation(string promise) : Exception(promise);

/// <summary>What must hold at every step, said independently of the code that is to keep it.</summary>
internal sealed class Checks(Weather weather, Clock clock)
{
    private static readonly PostState[] States = Enum.GetValues<PostState>();
    private readonly List<Sent> _sent = [];
    private readonly List<(int Post, int Part, TimeSpan At)> _missing = [];
    private readonly Dictionary<string, TimeSpan> _keysBegun = [];
    private readonly Dictionary<int, (Process Owner, int Life, TimeSpan Until)> _busy = [];
    private readonly HashSet<(int Post, int Number, Process Process, int Life)> _held = [];

    public void SaidMissing(int post, int part) => _missing.Add((post, part, clock.Real));

    public void Arrives(Item item, IReadOnlyList<Item> items)
    {
        foreach (var other in items)
        {
            Demand(
                other.Post != item.Post || other.Part != item.Part || other.Fails,
                $"post {item.Post} part {item.Part} is at the network a second time"
            );
        }
    }

    public static void Moves(Post before, Post after)
    {
        // A verb may pass through two states on its way, such as from a doubt's end over the clock to the hold.
        var isAllowed = before.State == after.State || Reaches(before.State, after.State, moves: 3);
        Demand(isAllowed, $"{before.Id} went from {before.State} to {after.State}");
        Demand(
            after.State is not (PostState.Missed or PostState.Cancelled) || !after.HasVisiblePart,
            $"{after.Id} is {after.State} though a part of it is out"
        );
    }

    /// <summary>An attempt is committed: everything that could forbid it is read once more.</summary>
    /// <param name="channel">As it stood before.</param>
    public void Begins(int number, Post before, PostAttempt attempt, Diary diary, Channel channel)
    {
        var now = clock.Now;
        _keysBegun.TryAdd(attempt.Key, clock.Real);
        var isPaused = diary.Pauses.Any(pause => pause.ChannelId is null || pause.ChannelId == channel.Id);
        Demand(!isPaused, $"post {number} begins while it is paused");
        Demand(channel.Enabled && !channel.NeedsReconnect, $"post {number} begins on a channel that may not send");
        Demand(diary.Pieces[number].Approves(before), $"post {number} begins and is not approved");
        Demand(now <= before.MissedAt, $"post {number} begins later than it may");
        Demand(
            now >= before.PublishAt || before.Attempts.Count > 0 && before.State is not PostState.Scheduled,
            $"post {number} begins before its time"
        );
        Demand(!diary.Pieces[number].IsTakenDown, $"post {number} begins though it was taken down");
        Demand(
            before.State is PostState.Scheduled or PostState.Publishing or PostState.Uncertain or PostState.HandedOver,
            $"post {number} begins from {before.State}"
        );
    }

    /// <summary>The bytes of an attempt leave.</summary>
    public void Sends(int number, PostAttempt attempt, Post stored, TimeSpan deadline)
    {
        var row = stored.Attempts.FirstOrDefault(row => row.Number == attempt.Number);
        Demand(row is not null && row.Key == attempt.Key, $"post {number} is sent before its attempt is written down");
        Demand(clock.Real <= deadline, $"post {number} is sent after its deadline");
        Demand(
            stored.Parts.Count(part => part.Number < attempt.Part) == attempt.Part - 1,
            $"post {number} part {attempt.Part} is sent before the part in front of it"
        );
        foreach (var earlier in _sent.Where(sent => sent.Post == number && sent.Part == attempt.Part))
        {
            if (!earlier.IsForgotten && IsHarmless(stored.Attempts[earlier.Number - 1]))
            {
                continue;
            }

            var late = earlier.Deadline + weather.VisibilityLag;
            var missing = _missing.Count(said => said.Post == number && said.Part == attempt.Part && said.At >= late);
            Demand(
                missing >= 2 || Failed(number, attempt.Part) || earlier.Key == attempt.Key && IsKeyGood(attempt.Key),
                $"post {number} part {attempt.Part} is sent again after {missing} late answers that it is not there"
            );
        }

        _sent.Add(new(number, attempt.Part, attempt.Number, attempt.Key, deadline));
    }

    /// <summary>A process knows what an attempt ended in, and cannot write it now.</summary>
    public void Holds(int number, PostAttempt attempt, Process process) => _held.Add((number, attempt.Number, process, process.Life));

    /// <summary>A process takes a post to ask what became of its last attempt.</summary>
    public void Asks(int number, Post before, Process process) =>
        Demand(
            !before.IsBeingSent || !_held.Contains((number, before.Attempts.Count, process, process.Life)),
            $"post {number} is asked about by {process}, which knows its outcome"
        );

    /// <summary>The diary is put back: it will not know anymore how the attempts of the time between ended.</summary>
    public void PutBack(Diary diary)
    {
        _sent.RemoveAll(sent => !sent.IsForgotten && IsHarmless(diary.Posts[sent.Post].Attempts[sent.Number - 1]));
        for (var at = 0; at < _sent.Count; at++)
        {
            _sent[at] = _sent[at] with { IsForgotten = true };
        }
    }

    /// <summary>A process begins to work on a post outside of the diary.</summary>
    public void Takes(int number, Process owner)
    {
        if (!weather.ClockSteps && _busy.TryGetValue(number, out var other))
        {
            var isAlive = other.Owner.Life == other.Life && clock.Real < other.Until;
            Demand(!isAlive, $"post {number} is taken by {owner} while {other.Owner} holds it");
        }

        _busy[number] = (owner, owner.Life, clock.Real + Leases.Sending);
    }

    public void Leaves(int number, Process owner)
    {
        if (_busy.TryGetValue(number, out var holder) && holder.Owner == owner)
        {
            _busy.Remove(number);
        }
    }

    /// <summary>All is quiet: every post is at an end that is true, or with a person who is told why.</summary>
    /// <param name="forgotten">Posts whose state cannot be true, as what people did with them was forgotten.</param>
    public void Ends(Diary diary, Network network, IReadOnlySet<int> forgotten)
    {
        foreach (var (number, post) in diary.Posts.Index())
        {
            var told =
                post.State
                is PostState.NeedsAttention
                    or PostState.Refused
                    or PostState.Blocked
                    or PostState.Manual
                    or PostState.HandedOver;
            Demand(
                PostMoves.IsFinal(post.State) || post.State is PostState.HandedOver || told && post.Cause is { Length: > 0 },
                $"post {number} stays {post.State} ({post.Cause ?? "no cause"})"
            );
            var outNow = network.Items.Where(item => item.Post == number && item.IsOut(clock.Real)).ToList();
            var isGone = post.State is PostState.Missed or PostState.Cancelled or PostState.Refused && post.Parts.Count == 0;
            Demand(!isGone || outNow.Count == 0 || forgotten.Contains(number), $"post {number} is {post.State}, and it is out");
            Demand(
                post.State is not PostState.Published
                    || forgotten.Contains(number)
                    || outNow.Select(item => item.Part).Distinct().Count() == post.PartCount,
                $"post {number} is published, and {outNow.Count} of {post.PartCount} parts are out"
            );
            Demand(
                !diary.Pieces[number].IsTakenDown || told || outNow.Count == 0 || forgotten.Contains(number),
                $"post {number} was taken down and is {post.State}, and still out"
            );
            Demand(
                !diary.Pieces[number].IsTakenDown || post.RemovingSince is not null || !post.HasVisiblePart,
                $"post {number} was taken down, and nobody removes what is known of it"
            );
        }
    }

    private static bool IsHarmless(PostAttempt attempt) => attempt.Outcome is AttemptOutcome.NotSent or AttemptOutcome.Refused;

    private static bool Reaches(PostState from, PostState to, int moves) =>
        PostMoves.Allows(from, to)
        || moves > 1 && Array.Exists(States, middle => PostMoves.Allows(from, middle) && Reaches(middle, to, moves - 1));

    private bool Failed(int post, int part) => FailedParts.Contains((post, part));

    /// <summary>Parts of which the network said that it will never show them.</summary>
    public HashSet<(int Post, int Part)> FailedParts { get; } = [];

    private bool IsKeyGood(string key) =>
        weather.Kind is ReconcileKind.NativeKey
        && _keysBegun.TryGetValue(key, out var begun)
        && clock.Real - begun <= weather.KeyWindow * 0.8;

    /// <summary>A call whose bytes left.</summary>
    /// <param name="IsForgotten">The diary was put back since.</param>
    private sealed record Sent(int Post, int Part, int Number, string Key, TimeSpan Deadline, bool IsForgotten = false);

    private static void Demand(bool holds, string promise)
    {
        if (!holds)
        {
            throw new Violation(promise);
        }
    }
}

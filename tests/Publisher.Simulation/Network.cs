using Publisher.Channels;

namespace Publisher.Simulation;

/// <summary>What one part became at the network.</summary>
internal sealed class Item(int post, int part, string key, TimeSpan arrivedAt)
{
    public int Post => post;
    public int Part => part;
    public string Key => key;
    public TimeSpan ArrivedAt => arrivedAt;

    /// <summary>From here on asking finds it.</summary>
    public TimeSpan SeenFrom { get; init; }

    /// <summary>The network works on it until then.</summary>
    public TimeSpan ReadyAt { get; init; }

    /// <summary>It ends with a no.</summary>
    public bool Fails { get; set; }

    /// <summary>A person must finish it in the app.</summary>
    public bool WaitsForPerson { get; set; }
    public bool Removed { get; set; }
    public string Id => $"{post}/{part}/{arrivedAt.Ticks}";

    public bool IsOut(TimeSpan at) => !Fails && !WaitsForPerson && !Removed && at >= ReadyAt;
}

/// <summary>A publishing call whose bytes have left.</summary>
internal sealed class Call
{
    public Item? Item { get; set; }

    /// <summary>Null: it is what became of the item.</summary>
    public Outcome? Answer { get; init; }
    public TimeSpan AnswerAfter { get; init; }
}

/// <summary>The other side: takes what arrives, shows it after a while, and answers or does not.</summary>
internal sealed class Network(Weather weather, Dice dice, Clock clock, Agenda agenda, Story story, Checks checks)
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);
    private readonly List<Item> _items = [];
    private readonly List<int> _underWay = [];

    public IReadOnlyList<Item> Items => _items;

    public Item? Find(int post, int part) => _items.Find(item => item.Post == post && item.Part == part && !item.Fails);

    /// <summary>Something of the post is still on its way here.</summary>
    public bool Awaits(int post) => _underWay.Contains(post);

    /// <summary>The bytes of a publishing call leave. Whatever becomes of the sender, they arrive or do not.</summary>
    public Call Send(int post, int part, string key)
    {
        var fault = dice.Chance(weather.Faults) ? (Fault)dice.Below(Enum.GetValues<Fault>().Length) : Fault.None;
        story.Tell($"post {post} part {part}: bytes leave ({fault})");
        var call = fault switch
        {
            Fault.RateLimited => Answers(new Outcome.NotSent("Too many requests.", dice.Between(1, 600), RateLimited: true)),
            Fault.Unauthorized => Answers(new Outcome.Refused(Outcome.TokenTrouble, "The token is not good.")),
            Fault.Refused => Answers(new Outcome.Refused("invalid", "Not like this.")),
            Fault.LostOnTheWay or Fault.ErrorBefore => Answers(new Outcome.Uncertain("Reset.")),
            Fault.ResetAfter or Fault.ErrorAfter or Fault.Garbage => Answers(new Outcome.Uncertain("An answer that says nothing.")),
            Fault.AnswerLost or Fault.LateArrival => new Call { Answer = new Outcome.Uncertain("No answer."), AnswerAfter = Never },
            Fault.Slow => new Call { AnswerAfter = dice.Between(20, 90) },
            _ => new Call { AnswerAfter = dice.Between(0.05, 2) },
        };
        if (fault is not (Fault.RateLimited or Fault.Unauthorized or Fault.Refused or Fault.LostOnTheWay or Fault.ErrorBefore))
        {
            var late = fault is Fault.LateArrival ? dice.UpTo(weather.VisibilityLag) : TimeSpan.Zero;
            _underWay.Add(post);
            agenda.Begin(Arrive(call, post, part, key, latest: clock.Real + weather.VisibilityLag), wait: late);
        }

        return call;
    }

    public Outcome AnswerOf(Call call) =>
        call.Answer
        ?? (
            call.Item is not { } item ? new Outcome.Uncertain("No answer.")
            : weather.Kind is ReconcileKind.Status ? new Outcome.Accepted(item.Id, dice.Between(1, 60))
            : new Outcome.Published(new RemoteId(item.Id), null)
        );

    /// <summary>What the network says of a part.</summary>
    public Found Look(int post, int part)
    {
        if (!weather.CanReadBack || dice.Chance(weather.NoAnswers))
        {
            return new Found.Unknown("It cannot be asked.");
        }

        var item = _items.FindLast(item => item.Post == post && item.Part == part);
        if (item is null or { Removed: true } || clock.Real < item.SeenFrom)
        {
            checks.SaidMissing(post, part);
            return new Found.Missing();
        }

        return item switch
        {
            _ when clock.Real < item.ReadyAt => new Found.Working(dice.Between(1, 300)),
            { Fails: true } => new Found.Failed("moderation", "Not shown."),
            { WaitsForPerson: true } => new Found.HandedOver(),
            _ => new Found.Landed(new RemoteId(item.Id), null),
        };
    }

    public Removal Remove(string id)
    {
        var item = _items.Find(item => item.Id == id);
        if (weather.RemovesByHand)
        {
            return new Removal.Manual(null, "There is no such call.");
        }

        var unheard = dice.Chance(weather.NoAnswers);
        if (item is not null && !(unheard && dice.Chance(0.5)))
        {
            item.Removed = true;
        }

        return unheard ? new Removal.Again("No answer.", dice.Chance(0.5) ? dice.Between(1, 600) : null) : new Removal.Removed();
    }

    private Call Answers(Outcome outcome) => new() { Answer = outcome, AnswerAfter = dice.Between(0.05, 5) };

    private IEnumerator<TimeSpan> Arrive(Call call, int post, int part, string key, TimeSpan latest)
    {
        var known = _items.Find(item => item.Key == key && Remembers(item));
        if (known is null)
        {
            var seen = clock.Real + dice.UpTo(weather.VisibilityLag);
            known = new Item(post, part, key, clock.Real)
            {
                SeenFrom = seen < latest ? seen : latest,
                ReadyAt = weather.Kind is ReconcileKind.Status ? clock.Real + dice.Between(0, dice.Of(10, 600, 100_000)) : clock.Real,
                Fails = weather.Kind is ReconcileKind.Status && dice.Chance(0.1),
            };
            known.WaitsForPerson = weather.HandsOver && !known.Fails;
            checks.Arrives(known, _items);
            _items.Add(known);
            story.Tell($"post {post} part {part}: arrives at the network");
        }

        call.Item = known;
        _underWay.Remove(post);
        yield break;
    }

    private bool Remembers(Item item) =>
        weather.Kind is ReconcileKind.ClientId
        || weather.Kind is ReconcileKind.NativeKey && clock.Real - item.ArrivedAt <= weather.KeyWindow;

    private enum Fault
    {
        None,
        RateLimited,
        Unauthorized,
        Refused,
        LostOnTheWay,
        ErrorBefore,
        ResetAfter,
        ErrorAfter,
        Garbage,
        AnswerLost,
        LateArrival,
        Slow,
    }
}

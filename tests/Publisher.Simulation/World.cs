using Publisher.Channels;
using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>One seed: some posts, some processes, one network, people and bad weather; then calm, in which everything must come to rest.</summary>
internal sealed class World
{
    private const int MostSteps = 60_000;
    private static readonly TimeSpan LongestCalm = TimeSpan.FromDays(9);

    private readonly Process[] _processes;
    private readonly Crew _crew;
    private readonly People _people;

    public World(long seed, PlantedBug bug, bool isTold)
    {
        Dice = new(seed);
        Weather = new(Dice);
        Story = new(Clock, isTold);
        Rules = new(bug);
        Checks = new(Weather, Clock);
        Agenda = new(Clock);
        Network = new(Weather, Dice, Clock, Agenda, Story, Checks);
        Diary = Drafts.Diary(Dice, Clock, Rules);
        _processes = [.. Enumerable.Range(1, Dice.Of(1, 2, 3)).Select(number => new Process(number, Clock))];
        _crew = new(this);
        _people = new(this);
    }

    public Clock Clock { get; } = new();
    public Agenda Agenda { get; }
    public Dice Dice { get; }
    public Weather Weather { get; }
    public Story Story { get; }
    public Rules Rules { get; }
    public Checks Checks { get; }
    public Network Network { get; }
    public Diary Diary { get; }

    /// <summary>Lives the whole story.</summary>
    /// <exception cref="Violation">A promise was broken.</exception>
    public void Live()
    {
        Story.Tell($"{Weather.Kind}, {_processes.Length} processes, {Diary.Posts.Count} posts, storm of {Weather.Storm}");
        Pulse();
        var fate = new Fate(this, _processes);
        Agenda.Begin(fate.Strike());
        Agenda.Begin(fate.FillDisk());
        Agenda.Begin(new Restoring(this, _people, _processes).PutBack());
        Agenda.Begin(_people.Act());
        Until(Weather.Storm);
        CalmDown();
        Until(Weather.Storm + LongestCalm);
        Checks.Ends(Diary, Network, _people.Forgotten);
    }

    /// <summary>Something changed: whoever sleeps looks again.</summary>
    public void Pulse()
    {
        foreach (var process in _processes)
        {
            if (!process.IsDead)
            {
                Agenda.Begin(Sweep(process, ++process.Nap), process, Dice.Between(0, 1));
            }
        }
    }

    /// <summary>A wait between two steps, in which the process may die or be stopped.</summary>
    public TimeSpan Wait(Process process, double leastSeconds, double mostSeconds)
    {
        if (Dice.Chance(Weather.Deaths))
        {
            Kill(process);
        }
        else if (Dice.Chance(Weather.Freezes))
        {
            process.FrozenUntil = Clock.Real + Dice.Between(1, Dice.Of(10, 60, 300));
            Story.Tell($"{process} is stopped until {process.FrozenUntil.TotalSeconds} s");
        }

        return Dice.Between(leastSeconds, mostSeconds);
    }

    public void Kill(Process process)
    {
        if (!process.IsDead)
        {
            Story.Tell($"{process} dies");
            process.Die();
            Agenda.Begin(Restart(process), wait: Dice.Between(1, Dice.Of(5, 300)));
        }
    }

    private IEnumerator<TimeSpan> Restart(Process process)
    {
        while (Diary.IsFull)
        {
            yield return TimeSpan.FromSeconds(5); // a start that cannot write ends, and is made again
        }

        if (process.IsDead)
        {
            process.Start();
            Story.Tell($"{process} starts");
            if (_processes.Length == 1)
            {
                VoidLeases();
            }

            Pulse();
        }
    }

    /// <summary>As a process does that has the database to itself.</summary>
    private void VoidLeases()
    {
        for (var number = 0; number < Diary.Posts.Count; number++)
        {
            var read = Diary.Posts[number];
            if (read.LeaseOwner is not null)
            {
                var mine = Copies.Copy(read);
                mine.LoseLease(Clock.Now);
                Diary.TryCommit(number, read, mine);
            }
        }

        for (var place = 0; place < Diary.Channels.Count; place++)
        {
            Diary.Change(place, channel => channel.Release());
        }
    }

    private IEnumerator<TimeSpan> Sweep(Process process, int nap)
    {
        while (process.Nap == nap)
        {
            yield return _crew.Look(process);
        }
    }

    private void Until(TimeSpan end)
    {
        while (Agenda.Step(end))
        {
            if (Agenda.Steps > MostSteps)
            {
                throw new Violation("it does not come to rest");
            }
        }

        Clock.Real = end;
    }

    private void CalmDown()
    {
        Story.Tell($"all is well from here on");
        Weather.CalmDown();
        Diary.IsFull = false;
        _people.CatchUp();
        _people.LetGo();
        foreach (var process in _processes)
        {
            process.FrozenUntil = default;
            Agenda.Begin(Restart(process));
        }

        for (var number = 0; number < Diary.Posts.Count; number++)
        {
            _people.Approve(number);
            _people.FinishInApp(number);
        }

        Pulse();
    }
}

using Publisher.Posts;

namespace Publisher.Simulation;

/// <summary>One process of Publisher: it can die at any step, be stopped for a while, and come back without its memory.</summary>
internal sealed class Process(int number, Clock clock)
{
    /// <summary>Counts its lives; what an earlier one had under way is gone.</summary>
    public int Life { get; private set; }
    public bool IsDead { get; private set; }

    /// <summary>Number of the present sleep between two looks; an older one wakes for nothing.</summary>
    public int Nap { get; set; }
    public TimeSpan FrozenUntil { get; set; }
    public string Owner => $"process {number}.{Life}";
    public AttemptWatch Watch { get; private set; } = new(clock);

    /// <summary>Work it has under way, so that it does not begin the same twice.</summary>
    public HashSet<(int Post, Work Work)> UnderWay { get; } = [];

    /// <summary>Posts whose outcome it knows and could not write yet.</summary>
    public HashSet<int> Held { get; } = [];

    /// <summary>A write of it found no room: it takes nothing until a probe succeeds.</summary>
    public bool IsShortOfRoom { get; set; }

    public void Die()
    {
        Life++;
        IsDead = true;
        IsShortOfRoom = false;
        FrozenUntil = default;
        UnderWay.Clear();
        Held.Clear();
    }

    public void Start()
    {
        IsDead = false;
        Watch = new(clock);
    }

    public override string ToString() => Owner;
}

internal enum Work
{
    Prepare,
    Send,
    Ask,
    Remove,
}

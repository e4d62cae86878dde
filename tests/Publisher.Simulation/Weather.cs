using Publisher.Channels;

namespace Publisher.Simulation;

/// <summary>The network and the faults of one seed.</summary>
internal sealed class Weather
{
    public Weather(Dice dice)
    {
        Kind = dice.Of(Enum.GetValues<ReconcileKind>());
        VisibilityLag = TimeSpan.FromSeconds(dice.Of(0, 2, 10, 60));
        KeyWindow = Kind is ReconcileKind.NativeKey ? TimeSpan.FromMinutes(dice.Of(5, 60)) : null;
        CanReadBack = Kind is not ReconcileKind.None && (Kind is not ReconcileKind.NativeKey || dice.Chance(0.4));
        HandsOver = Kind is ReconcileKind.Status && dice.Chance(0.3);
        RemovesByHand = dice.Chance(0.1);
        Storm = dice.Between(60, dice.Of(120, 1_800, 7_200, 36_000));
        Faults = dice.Of(0, 0.05, 0.3, 0.7);
        NoAnswers = dice.Of(0, 0.1, 0.5);
        Deaths = dice.Of(0, 0, 0.02, 0.1);
        Freezes = dice.Of(0, 0, 0.02, 0.1);
        ClockSteps = dice.Chance(0.4);
        LostCommits = dice.Of(0, 0, 0.05, 0.2);
        FillsDisk = dice.Chance(0.5);
        PutsBack = !ClockSteps && dice.Chance(0.4);
        FindsLost = CanReadBack && Kind is not ReconcileKind.Status && dice.Chance(0.7);
        Acts = dice.Of(0, 6, 20, 40);
    }

    public ReconcileKind Kind { get; }
    public TimeSpan VisibilityLag { get; }
    public TimeSpan? KeyWindow { get; }

    public NetworkProfile Profile =>
        field ??= new NetworkProfile
        {
            Name = "network",
            DisplayName = "Network",
            Formats = [Format.ShortText],
            Text = new TextRules(Markup.Plain, CountUnit.CodePoints, null),
            Images = new ImageRules(0, 0, 0, []),
            Reconcile = Kind,
            Takedown = TakedownKind.Delete,
            VisibilityLag = VisibilityLag,
            KeyWindow = KeyWindow,
            FindsLost = FindsLost,
            Settings = [],
            Credentials = [],
        };

    /// <summary>What became of an attempt can be asked.</summary>
    public bool CanReadBack { get; }

    /// <summary>Also by what it says, where nobody remembers the attempt.</summary>
    public bool FindsLost { get; }

    /// <summary>A person finishes it in the network's app.</summary>
    public bool HandsOver { get; private set; }
    public bool RemovesByHand { get; }

    /// <summary>How long things go wrong; then everything is well and must come to rest.</summary>
    public TimeSpan Storm { get; }

    /// <summary>Share of publishing calls that go wrong.</summary>
    public double Faults { get; private set; }

    /// <summary>Share of questions and removals that get no answer.</summary>
    public double NoAnswers { get; private set; }

    /// <summary>Share of commits that get no answer; half of those take place.</summary>
    public double LostCommits { get; private set; }

    /// <summary>Per step between two others.</summary>
    public double Deaths { get; private set; }
    public double Freezes { get; private set; }
    public bool ClockSteps { get; }

    /// <summary>Now and then the disk takes nothing for a while.</summary>
    public bool FillsDisk { get; }

    /// <summary>The diary is put back to an earlier state. Not where the clock is set: which posts were due since is read off it.</summary>
    public bool PutsBack { get; }

    /// <summary>How many things people do during the storm.</summary>
    public int Acts { get; }

    public void CalmDown()
    {
        (Faults, NoAnswers, LostCommits, Deaths, Freezes) = (0, 0, 0, 0, 0);
        HandsOver = false;
    }
}

namespace Publisher.Posts;

/// <summary>How long to wait before the next try. Pure: the same input gives the same answer.</summary>
public static class RetryPlan
{
    /// <summary>Tries that count (a network that asks us to wait does not) before a person is called.</summary>
    public const int MostTries = 8;

    /// <summary>How often preparing calls are repeated.</summary>
    public const int MostPreparations = 3;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1),
    ];

    private static readonly TimeSpan[] Looks =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
    ];

    /// <summary>What a network may ask for at most.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromHours(6);

    /// <summary>Wait before try number <paramref name="tries"/> + 1. What the network asked for is obeyed, up to six hours.</summary>
    public static TimeSpan Wait(int tries, TimeSpan? asked) =>
        asked is { } wait
            ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.TicksPerSecond, LongestWait.Ticks))
            : Steps[Math.Clamp(tries - 1, 0, Steps.Length - 1)];

    /// <summary>Wait before the network is asked again what became of an attempt.</summary>
    public static TimeSpan LookAgain(int looks, TimeSpan? asked) =>
        asked is { } wait && wait > TimeSpan.Zero ? wait : Looks[Math.Clamp(looks, 0, Looks.Length - 1)];

    /// <summary>Wait before a removal is tried again: what the network asked for, up to an hour.</summary>
    public static TimeSpan RemoveAgain(TimeSpan? asked) =>
        TimeSpan.FromTicks(Math.Min((asked ?? TimeSpan.FromSeconds(15)).Ticks, TimeSpan.FromHours(1).Ticks));

    /// <summary>How long an accepted or uncertain attempt is asked about before a person is called.</summary>
    public static TimeSpan LongestDoubt { get; } = TimeSpan.FromHours(24);

    /// <summary>How long we look whether a person finished in the app what was handed over to them.</summary>
    public static TimeSpan LongestHandOver { get; } = TimeSpan.FromDays(7);

    /// <summary>Time between two such looks.</summary>
    public static TimeSpan HandOverLook { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a removal is tried.</summary>
    public static TimeSpan LongestRemoval { get; } = TimeSpan.FromHours(24);
}

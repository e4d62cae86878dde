namespace Publisher.Posts.Webhooks;

/// <summary>When a delivery that failed is tried again: ten tries over three days, each wait up to 20 % longer or shorter. Pure.</summary>
public static class WebhookPlan
{
    /// <summary>An endpoint that has only failed for this long is switched off.</summary>
    public static readonly TimeSpan LongestFailing = TimeSpan.FromDays(5);

    /// <summary>An endpoint that has not answered by then has failed.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private const double Spread = 0.2;

    /// <summary>The wait before each try, from the first.</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } =
    [
        TimeSpan.Zero,
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>How long to wait after so many failed tries; null when that was the last.</summary>
    /// <param name="roll">A random number from 0 to 1.</param>
    public static TimeSpan? WaitAfter(int tries, double roll) =>
        tries < Waits.Count ? Waits[tries] * (1 - Spread + 2 * Spread * roll) : null;
}

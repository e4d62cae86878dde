namespace Publisher.Simulation;

/// <summary>Real time, which only runs forward, and the wall clock, which somebody may set.</summary>
internal sealed class Clock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Since the beginning of the story.</summary>
    public TimeSpan Real { get; set; }

    /// <summary>By how much the wall clock was set.</summary>
    public TimeSpan Offset { get; set; }

    public DateTimeOffset Now => Start + Real + Offset;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Real.Ticks;
}

namespace Publisher.Tests.Storage;

/// <summary>The machine's clock, some time off; its timers run as they do. A step moves the wall clock and nothing else.</summary>
internal sealed class SteppedClock : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}

namespace Publisher.Channels;

/// <summary>Names one part of one post towards the network, the same on every try.</summary>
/// <param name="Value">Unguessable and says nothing: 26 letters and digits.</param>
/// <param name="Part">From 1.</param>
/// <param name="FirstUsedAt">Start of the first attempt; windows of native keys count from here. Ids that hold a time (Bluesky's TID) are made from it.</param>
/// <param name="Deadline">Past it nothing more may be written to the network.</param>
public sealed record AttemptKey(string Value, int Part, DateTimeOffset FirstUsedAt, AttemptDeadline Deadline);

/// <summary>A moment on the monotonic clock, so that a step of the wall clock moves no deadline.</summary>
public sealed class AttemptDeadline(TimeProvider time, TimeSpan fromNow)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>How long an attempt may take: 30 s.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromSeconds(30);

    public bool HasPassed => time.GetElapsedTime(_start) >= fromNow;

    public TimeSpan Left => fromNow - time.GetElapsedTime(_start) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
}

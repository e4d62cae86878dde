namespace Publisher.Posts;

/// <summary>The diary was put back to an earlier state: what it says of the time between is not to be believed.</summary>
public sealed class Epoch
{
    public required int Number { get; init; }

    /// <summary>Names the putting back, so that a start that was broken off raises no second epoch for it.</summary>
    public required string Mark { get; init; }

    /// <summary>State of the diary: what came later is unknown here.</summary>
    public required DateTimeOffset Since { get; init; }
    public required DateTimeOffset At { get; init; }
}

namespace Publisher.Posts.Keys;

/// <summary>A key that the service made for itself, encrypted with the key ring. The highest number of a purpose counts.</summary>
public sealed class KeptKey
{
    public required string Purpose { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }
    public required string Cipher { get; init; }
    public required DateTimeOffset At { get; init; }
}

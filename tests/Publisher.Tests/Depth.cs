namespace Publisher.Tests;

/// <summary>How long properties are tried: <c>PUBLISHER_DEPTH=full</c> is for the night.</summary>
internal static class Depth
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("PUBLISHER_DEPTH") is "full";

    public static int Cases { get; } = IsFull ? 1_000_000 : 20_000;
}

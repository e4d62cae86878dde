namespace Publisher.Tests;

/// <summary>How many cases a property is tried on: 20,000, or a million when <c>PUBLISHER_DEPTH</c> is <c>full</c>.</summary>
internal static class Depth
{
    public static long Cases { get; } = Environment.GetEnvironmentVariable("PUBLISHER_DEPTH") == "full" ? 1_000_000 : 20_000;
}

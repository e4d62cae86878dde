namespace Publisher.Tests;

/// <summary>How long properties are tried: <c>PUBLISHER_DEPTH=full</c> is for the night.</summary>
internal static class Depth
{
    public static int Cases { get; } = Environment.GetEnvironmentVariable("PUBLISHER_DEPTH") is "full" ? 1_000_000 : 20_000;
}

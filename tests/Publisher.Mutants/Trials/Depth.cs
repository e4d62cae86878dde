namespace Publisher.Tests;

/// <summary>In place of that of the house: a mutant that lives meets every property, thousands of times in all.</summary>
internal static class Depth
{
    public static int Cases => 200;
}

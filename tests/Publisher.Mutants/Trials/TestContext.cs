namespace Publisher.Tests;

/// <summary>What the tests use of xunit 3's.</summary>
internal sealed class TestContext
{
    public static TestContext Current { get; } = new();

    public CancellationToken CancellationToken => CancellationToken.None;
}

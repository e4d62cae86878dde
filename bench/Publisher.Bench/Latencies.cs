namespace Publisher.Bench;

/// <summary>Durations in milliseconds and what can be said of them.</summary>
internal sealed class Latencies(IEnumerable<double> milliseconds)
{
    private readonly double[] _sorted = [.. milliseconds.Order()];

    public int Count => _sorted.Length;

    /// <summary>The duration that the given share did not exceed (nearest rank), in milliseconds to one decimal.</summary>
    /// <param name="share">From 0 to 1.</param>
    /// <exception cref="InvalidOperationException">Nothing was measured.</exception>
    public double At(double share) =>
        _sorted.Length == 0
            ? throw new InvalidOperationException("Nothing was measured.")
            : Math.Round(_sorted[Math.Max(0, (int)Math.Ceiling(share * _sorted.Length) - 1)], 1);
}

namespace Publisher.Simulation;

/// <summary>Chance from a seed: the same seed throws the same numbers on every machine (SplitMix64).</summary>
internal sealed class Dice(long seed)
{
    private ulong _state = (ulong)seed * 0x9E3779B97F4A7C15 + 0x1234567;

    public bool Chance(double probability) => Next() >> 11 < probability * (1UL << 53);

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>A moment between zero and <paramref name="longest"/>.</summary>
    public TimeSpan UpTo(TimeSpan longest) => TimeSpan.FromTicks((long)(Next() % (ulong)(longest.Ticks + 1)));

    public TimeSpan Between(double leastSeconds, double mostSeconds) =>
        TimeSpan.FromSeconds(leastSeconds) + UpTo(TimeSpan.FromSeconds(mostSeconds - leastSeconds));

    private ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}

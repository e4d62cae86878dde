namespace Publisher.Decoder;

/// <summary>The kernel ends this process when a picture takes longer than the service, which may itself be dead, would wait.</summary>
internal static class Deadline
{
    private const int Grace = 5;

    public static void Set(TimeSpan limit) => _ = Libc.Alarm((uint)limit.TotalSeconds + Grace);

    public static void Clear() => _ = Libc.Alarm(0);
}

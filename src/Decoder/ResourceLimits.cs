namespace Publisher.Decoder;

/// <summary>Memory, time, files. The kernel's own counts: what exceeds them fails, or ends the process.</summary>
internal static class ResourceLimits
{
    /// <summary>Bytes of private memory: decoding the largest picture that is taken, in the form that needs most, fits in.</summary>
    private const ulong Memory = 512UL << 20;

    /// <summary>Seconds of processor time in this process's whole life, which the service ends much earlier.</summary>
    private const ulong ProcessorTime = 600;

    /// <summary>Open files; it needs three pipes and what the runtime holds.</summary>
    private const ulong Handles = 64;

    /// <summary>Numbers as in the kernel's resource.h.</summary>
    public static bool Set() =>
        IsSet(resource: 0, ProcessorTime)
        & IsSet(resource: 1, 0) // bytes of any file it writes
        & IsSet(resource: 2, Memory)
        & IsSet(resource: 4, 0) // core dumps, which would put pixels on the disk
        & IsSet(resource: 7, Handles);

    private static bool IsSet(int resource, ulong limit) => Libc.SetLimit(resource, new Libc.Limit(limit, limit)) == 0;
}

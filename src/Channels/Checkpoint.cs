using System.Diagnostics;

namespace Publisher.Channels;

/// <summary>
/// Named places at which the crash trials end, stop or hold the process. A normal build contains neither the calls nor the names:
/// they are compiled with <c>-p:Checkpoints=true</c> only.
/// </summary>
public static partial class Checkpoint
{
    /// <summary>Here a trial may end the process.</summary>
    [Conditional("CHECKPOINTS")]
    public static void Pass(string name) => Reach(name);

    /// <summary>Here a trial may end the process with half of these bytes written.</summary>
    [Conditional("CHECKPOINTS")]
    public static void PassHalfway(string name, Stream stream, ReadOnlyMemory<byte> bytes) => ReachHalfway(name, stream, bytes);

    static partial void Reach(string name);

    static partial void ReachHalfway(string name, Stream stream, ReadOnlyMemory<byte> bytes);
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Publisher.Channels;

/// <summary>What happens at a checkpoint: the environment says at which, at its how manieth passage, and what.</summary>
public static partial class Checkpoint
{
    /// <summary>
    /// <c>name:passage:act</c>, where the act is <c>kill</c>, <c>stop</c>, or to tell the parent and wait: <c>ask</c> for ever,
    /// <c>hold</c> until it writes a line.
    /// </summary>
    private const string Variable = "PUBLISHER_CHECKPOINT";

    private const int StopSignal = 19;
    private static readonly string[] _plan = (Environment.GetEnvironmentVariable(Variable) ?? "").Split(':');
    private static int _passages;

    static partial void Reach(string name)
    {
        if (!IsReached(name))
        {
            return;
        }

        switch (_plan[2])
        {
            case "stop":
                if (Signal(Environment.ProcessId, StopSignal) != 0)
                {
                    Die();
                }

                break;
            case "ask":
                Console.Out.WriteLine($"At the checkpoint {name}");
                WaitForEver();
                break;
            case "hold":
                Console.Out.WriteLine($"At the checkpoint {name}");
                _ = Console.In.ReadLine();
                break;
            default:
                Die();
                break;
        }
    }

    static partial void ReachHalfway(string name, Stream stream, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > 1 && IsReached(name))
        {
            stream.Write(bytes.Span[..(bytes.Length / 2)]);
            stream.Flush();
            Die();
        }
    }

    private static bool IsReached(string name) =>
        _plan is [var planned, var passage, _]
        && planned == name
        && Interlocked.Increment(ref _passages) == int.Parse(passage, CultureInfo.InvariantCulture);

    private static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        WaitForEver();
    }

    private static void WaitForEver()
    {
        using var never = new ManualResetEvent(false);
        never.WaitOne();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}

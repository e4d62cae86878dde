using System.Runtime.InteropServices;
using System.Text;

namespace Publisher.Escape;

/// <summary>Ways out of a process, asked of the C library, as code that was smuggled in would.</summary>
internal static class Attempts
{
    private const int Internet = 2;
    private const int Stream = 1;
    private const int CreateForWriting = 0x41;
    private const int Readable = 3;
    private const int PrivateMemory = 0x22;
    private const int Kill = 9;
    private static readonly nint TwoGigabytes = nint.CreateChecked(2L << 30);

    /// <summary>Opened while that was still possible.</summary>
    private static int _socket;

    /// <summary>Resolves every call now, as nothing can be resolved later: a refusal must be the kernel's.</summary>
    public static void Prepare()
    {
        Marshal.PrelinkAll(typeof(Attempts));
        _socket = socket(Internet, Stream, 0);
    }

    public static bool Succeeds(string act, string argument) =>
        act switch
        {
            "socket" => socket(Internet, Stream, 0) >= 0,
            "connect" => connect(_socket, Loopback(int.Parse(argument, System.Globalization.CultureInfo.InvariantCulture)), 16) == 0,
            "read" => open(Name(argument), 0, 0) >= 0,
            "write" => open(Name(argument), CreateForWriting, 0x180) >= 0,
            "delete" => unlink(Name(argument)) == 0,
            "list" => open(Name(argument), 0x10000, 0) >= 0,
            "program" => execv(Name(argument), [0]) == 0,
            "fork" => IsForked(),
            "trace" => ptrace(16, getppid(), 0, 0) == 0,
            "signal" => kill(getppid(), Kill) == 0,
            "memory" => mmap(0, TwoGigabytes, Readable, PrivateMemory, -1, 0) != -1,
            "unlimit" => prlimit(getppid(), 4, [0, 0], 0) == 0,
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such attempt."),
        };

    private static bool IsForked()
    {
        var child = fork();
        if (child == 0)
        {
            _exit(0);
        }

        return child > 0;
    }

    private static byte[] Name(string text) => Encoding.UTF8.GetBytes(text + "\0");

    private static byte[] Loopback(int port) => [Internet, 0, (byte)(port >> 8), (byte)port, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];

#pragma warning disable CA5392, SYSLIB1054, IDE1006 // as the C library names them
    [DllImport("libc")]
    private static extern int socket(int family, int kind, int protocol);

    [DllImport("libc")]
    private static extern int connect(int handle, byte[] address, int length);

    [DllImport("libc")]
    private static extern int open(byte[] path, int flags, int mode);

    [DllImport("libc")]
    private static extern int unlink(byte[] path);

    [DllImport("libc")]
    private static extern int execv(byte[] path, nint[] arguments);

    [DllImport("libc")]
    private static extern int fork();

    [DllImport("libc")]
    private static extern void _exit(int code);

    [DllImport("libc")]
    private static extern nint ptrace(nint request, int process, nint address, nint data);

    [DllImport("libc")]
    private static extern int getppid();

    [DllImport("libc")]
    private static extern int kill(int process, int signal);

    [DllImport("libc")]
    private static extern nint mmap(nint address, nint length, int protection, int flags, int handle, nint offset);

    [DllImport("libc")]
    private static extern int prlimit(int process, int resource, ulong[] limit, nint old);
#pragma warning restore CA5392, SYSLIB1054, IDE1006
}

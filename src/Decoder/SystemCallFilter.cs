using System.Runtime.InteropServices;

namespace Publisher.Decoder;

/// <summary>
/// A filter in the kernel (seccomp) that answers "not permitted" to every system call but those that computing, and pipes that are open
/// already, need. There is no way to open a file or a socket, to start a program, or to signal another process.
/// </summary>
internal static class SystemCallFilter
{
    private const int SetFilter = 1;
    private const int OnAllThreads = 1;

    private const uint Allow = 0x7FFF_0000;
    private const uint NotPermitted = 0x0005_0001;
    private const uint NotThere = 0x0005_0026; // lets the C library fall back to the older call, whose flags can be judged
    private const uint EndProcess = 0x8000_0000;

    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort Return = 0x06;

    /// <summary>Where the kernel's seccomp_data has them.</summary>
    private const uint Number = 0;
    private const uint Machine = 4;
    private const uint FirstArgument = 16;

    private const uint SharesThreads = 0x0001_0000;

    /// <summary>False where the kernel or a container refuses it, or on a machine whose calls we do not know.</summary>
    public static bool Install() => SystemCalls.OfThisMachine() is { } calls && Install(Program(calls), calls.Seccomp);

    private static Instruction[] Program(SystemCalls calls) =>
        [
            new(Load, 0, 0, Machine),
            new(JumpIfEqual, 1, 0, calls.Machine),
            new(Return, 0, 0, EndProcess),
            new(Load, 0, 0, Number),
            .. calls.Allowed.SelectMany(number => If(number, new Instruction(Return, 0, 0, Allow))),
            .. If(calls.NewerThread, new Instruction(Return, 0, 0, NotThere)),
            .. If(calls.NewThread, Judge(JumpIfAnyBit, SharesThreads)), // a thread, but no process
            .. If(calls.SignalThread, Judge(JumpIfEqual, (uint)Environment.ProcessId)), // the runtime's own threads alone
            new(Return, 0, 0, NotPermitted),
        ];

    private static Instruction[] If(uint number, params Instruction[] then) => [new(JumpIfEqual, 0, (byte)then.Length, number), .. then];

    private static Instruction[] Judge(ushort comparison, uint value) =>
        [new(Load, 0, 0, FirstArgument), new(comparison, 0, 1, value), new(Return, 0, 0, Allow), new(Return, 0, 0, NotPermitted)];

    private static bool Install(Instruction[] program, nint seccomp)
    {
        var pinned = GCHandle.Alloc(program, GCHandleType.Pinned);
        var header = Marshal.AllocHGlobal(Marshal.SizeOf<Header>());
        try
        {
            Marshal.StructureToPtr(new Header((ushort)program.Length, pinned.AddrOfPinnedObject()), header, fDeleteOld: false);
            return Libc.SystemCall(seccomp, SetFilter, OnAllThreads, header) == 0;
        }
        finally
        {
            Marshal.FreeHGlobal(header);
            pinned.Free();
        }
    }

    /// <summary>One of the kernel's struct sock_filter.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    /// <summary>The kernel's struct sock_fprog.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Header(ushort Length, nint Program);
}

using System.Runtime.InteropServices;

namespace Publisher.Decoder;

/// <summary>What we ask of the C library. Those that return an <see cref="int"/> return 0 when the kernel agreed.</summary>
internal static class Libc
{
    [DllImport("libc", EntryPoint = "dup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int CopyHandle(int from, int to);

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int ControlHandle(int handle, int command, nint value);

    [DllImport("libc", EntryPoint = "alarm")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern uint Alarm(uint seconds);

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetLimit(int resource, in Limit limit);

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Control(int option, nint value, nint third, nint fourth, nint fifth);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern uint EffectiveUser();

    [DllImport("libc", EntryPoint = "setgroups")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetGroups(nint count, nint groups);

    [DllImport("libc", EntryPoint = "setresgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetGroup(uint real, uint effective, uint saved);

    [DllImport("libc", EntryPoint = "setresuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetUser(uint real, uint effective, uint saved);

    [DllImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint SystemCall(nint number, nint first, nint second, nint third);

    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Limit(ulong Soft, ulong Hard);
}

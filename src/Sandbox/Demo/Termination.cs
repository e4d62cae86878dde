using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Publisher.Sandbox.Demo;

/// <summary>SIGTERM, as an operator or systemd would send it. .NET itself only knows SIGKILL, and not every machine has a <c>kill</c> program.</summary>
internal static class Termination
{
    private const int SigTerm = 15;

    /// <exception cref="Win32Exception">The system refused; a process that has ended already is no error.</exception>
    public static void Ask(Process process)
    {
        if (!process.HasExited && Send(process.Id, SigTerm) != 0 && !process.HasExited)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int process, int signal);
}

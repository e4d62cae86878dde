using System.Runtime.InteropServices;

namespace Publisher.Decoder;

/// <summary>The numbers of the system calls on one kind of machine, from the kernel's tables.</summary>
/// <param name="Machine">How seccomp names it (AUDIT_ARCH).</param>
/// <param name="Allowed">
/// Memory, threads, clocks, signals of its own, and reading and writing what is open. Neither fcntl nor prlimit: both reach other processes.
/// </param>
internal sealed record SystemCalls(
    uint Machine,
    int Seccomp,
    uint NewThread,
    uint NewerThread,
    uint SignalThread,
    IReadOnlyList<uint> Allowed
)
{
    /// <summary>
    /// read write close fstat poll lseek, mmap mprotect munmap brk, rt_sigaction rt_sigprocmask rt_sigreturn, pread64 readv writev, select
    /// sched_yield mremap msync mincore madvise, nanosleep alarm setitimer getpid, exit, gettimeofday getrusage sysinfo times getppid,
    /// sigaltstack gettid futex sched_getaffinity restart_syscall, clock_gettime clock_getres clock_nanosleep exit_group, pselect6 ppoll
    /// set_robust_list getcpu getrandom membarrier rseq.
    /// </summary>
    private static readonly SystemCalls X64 = new(
        0xC000_003E,
        Seccomp: 317,
        NewThread: 56,
        NewerThread: 435,
        SignalThread: 234,
        [
            .. (uint[])[0, 1, 3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 19, 20, 23, 24, 25, 26, 27, 28, 35, 37, 38, 39, 60],
            .. (uint[])[96, 98, 99, 100, 110, 131, 186, 202, 204, 219, 228, 229, 230, 231, 270, 271, 273, 309, 318, 324, 334],
        ]
    );

    /// <summary>The same calls; poll, select and alarm do not exist there.</summary>
    private static readonly SystemCalls Arm64 = new(
        0xC000_00B7,
        Seccomp: 277,
        NewThread: 220,
        NewerThread: 435,
        SignalThread: 131,
        [
            .. (uint[])[57, 62, 63, 64, 65, 66, 67, 72, 73, 80, 93, 94, 98, 99, 101, 103, 113, 114, 115, 123, 124, 128, 132, 134, 135],
            .. (uint[])[139, 153, 165, 168, 169, 172, 173, 178, 179, 214, 215, 216, 222, 226, 227, 232, 233, 278, 283, 293],
        ]
    );

    public static SystemCalls? OfThisMachine() =>
        RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => X64,
            Architecture.Arm64 => Arm64,
            _ => null,
        };
}

using System.ComponentModel;

namespace Publisher.Channels.Imaging;

/// <summary>
/// What stands before a program that reads strangers' files: limits of memory, time and files, and, where the machine has them and lets us,
/// no network and no new privileges.
/// </summary>
internal static class Isolation
{
    /// <summary>Kilobytes of memory, seconds of processor time, blocks of 512 bytes of any file it writes, open files.</summary>
    private const string Limits = "ulimit -c 0; ulimit -d 524288; ulimit -t 120; ulimit -f 1179648; ulimit -n 64; exec \"$@\"";

    private static readonly string[][] Cells =
    [
        ["setpriv", "--no-new-privs", "unshare", "--map-root-user", "--net"],
        ["unshare", "--map-root-user", "--net"],
        ["setpriv", "--no-new-privs"],
    ];

    private static readonly Lazy<Task<string[]>> Best = new(FindAsync);

    /// <summary>The shell sets the limits and then becomes the program, so that killing it kills the program.</summary>
    public static async Task<IEnumerable<string>> ArgumentsAsync(string program, IEnumerable<string> arguments) =>
        ["-c", Limits, "sh", .. await Best.Value, program, .. arguments];

    private static async Task<string[]> FindAsync()
    {
        foreach (var cell in Cells)
        {
            if (await WorksAsync(cell))
            {
                return cell;
            }
        }

        return [];
    }

    private static async Task<bool> WorksAsync(string[] cell)
    {
        try
        {
            using var trial = new ChildProcess(cell[0], [.. cell[1..], "true"]);
            return (await trial.EndAsync(CancellationToken.None)).Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

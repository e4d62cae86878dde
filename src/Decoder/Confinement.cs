using Publisher.Channels.Imaging.Decoding;

namespace Publisher.Decoder;

/// <summary>
/// Shuts this process in, all its threads, for good: little memory and time, no file, no program, no network. Whatever is needed later
/// must have been loaded before. Where the kernel refuses a fetter, the others are put on nonetheless.
/// </summary>
internal static class Confinement
{
    private const int SetDumpable = 4;
    private const int SetNoNewPrivileges = 38;

    /// <summary>An account that owns nothing, on every Linux.</summary>
    private const uint Nobody = 65534;

    /// <summary>Returns what was refused.</summary>
    public static Fetter Close()
    {
        var lacking = Fetter.None;
        lacking |= LeaveRoot() ? Fetter.None : Fetter.User;
        lacking |= ResourceLimits.Set() ? Fetter.None : Fetter.Limits;
        lacking |= Libc.Control(SetDumpable, 0, 0, 0, 0) == 0 ? Fetter.None : Fetter.Memory;
        lacking |= Libc.Control(SetNoNewPrivileges, 1, 0, 0, 0) == 0 ? Fetter.None : Fetter.Privileges;
        lacking |= SystemCallFilter.Install() ? Fetter.None : Fetter.SystemCalls;
        return lacking;
    }

    /// <summary>A service that runs as root, as in many containers, need not have decoders that do.</summary>
    private static bool LeaveRoot() =>
        Libc.EffectiveUser() != 0
        || (Libc.SetGroups(0, 0) == 0 && Libc.SetGroup(Nobody, Nobody, Nobody) == 0 && Libc.SetUser(Nobody, Nobody, Nobody) == 0);
}

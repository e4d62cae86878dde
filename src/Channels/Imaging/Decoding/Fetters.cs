namespace Publisher.Channels.Imaging.Decoding;

/// <summary>Words for people who run the service.</summary>
internal static class Fetters
{
    /// <param name="lacking">What the machine refused.</param>
    public static string Describe(Fetter lacking) =>
        lacking == Fetter.None
            ? "Foreign pictures are decoded without files, programs, network or more than 512 MB."
            : $"Foreign pictures are decoded in processes of their own, but this machine refuses them {List(lacking)}.";

    private static string List(Fetter lacking) =>
        string.Join(", ", Enum.GetValues<Fetter>().Where(fetter => fetter != Fetter.None && lacking.HasFlag(fetter)).Select(Name));

    private static string Name(Fetter fetter) =>
        fetter switch
        {
            Fetter.User => "a user of their own",
            Fetter.Limits => "limits of memory and time (setrlimit)",
            Fetter.Memory => "a closed memory (PR_SET_DUMPABLE)",
            Fetter.Privileges => "a life without new privileges (PR_SET_NO_NEW_PRIVS)",
            _ => "a filter against files, programs and network (seccomp)",
        };
}

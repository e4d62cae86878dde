namespace Publisher.Channels.Imaging.Decoding;

/// <summary>What keeps a decoder from doing anything but decoding.</summary>
[Flags]
internal enum Fetter
{
    None = 0,

    /// <summary>It is not root, though the service is.</summary>
    User = 1,

    /// <summary>512 MB of memory, no file to write, little processor time.</summary>
    Limits = 2,

    /// <summary>Others cannot look into it.</summary>
    Memory = 4,

    /// <summary>No program gives it rights.</summary>
    Privileges = 8,

    /// <summary>The kernel refuses files, programs and the network.</summary>
    SystemCalls = 16,
}

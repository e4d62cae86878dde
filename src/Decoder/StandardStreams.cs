using Microsoft.Win32.SafeHandles;

namespace Publisher.Decoder;

/// <summary>The plain pipes; the runtime's console would start threads and ask for a terminal.</summary>
internal static class StandardStreams
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;
    private const int SetPipeSize = 1031;

    /// <summary>Bytes; what an ordinary user may ask for. In small pipes the two processes mostly wait for each other.</summary>
    private const int PipeSize = 1 << 20;

    public static Stream OpenInput() => new FileStream(new SafeFileHandle(Input, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    public static Stream OpenOutput()
    {
        _ = Libc.ControlHandle(Output, SetPipeSize, PipeSize);
        return new FileStream(new SafeFileHandle(Output, ownsHandle: false), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>What native libraries say quotes the file, so nobody hears it.</summary>
    public static void Silence()
    {
        using var nowhere = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);
        _ = Libc.CopyHandle((int)nowhere.DangerousGetHandle(), Error);
    }
}

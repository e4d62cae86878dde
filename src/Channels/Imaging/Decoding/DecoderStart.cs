using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Publisher.Channels.Imaging.Decoding;

/// <summary>How a decoder is started: by the runtime that runs the service, with pipes, and with nothing of the service's environment.</summary>
internal static class DecoderStart
{
    /// <summary>Little memory, no debugger's socket in the temporary folder, no language data; pixels of a picture never go to a file.</summary>
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["DOTNET_EnableDiagnostics"] = "0",
        ["DOTNET_GCHeapHardLimit"] = "0x10000000", // 256 MB
        ["DOTNET_DefaultStackSize"] = "0x180000",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
        ["DOTNET_TieredPGO"] = "0",
        ["MALLOC_ARENA_MAX"] = "2",
        ["VIPS_DISC_THRESHOLD"] = "2g",
        ["VIPS_WARNING"] = "0",
    };

    public static ProcessStartInfo Of(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Host(), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true, // never read: the decoder closes it before anything else
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>The <c>dotnet</c> beside the runtime's own files, three folders up.</summary>
    private static string Host() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
}

using System.Runtime.InteropServices;
using System.Text;
using NetVips;
using Publisher.Channels.Templates;

namespace Publisher.Channels.Imaging;

/// <summary>
/// libvips, Pango and fontconfig, set up for this process: our fonts only, no loader that is not meant for strangers' files, one thread
/// for each rendering (how many run at once is the caller's to bound), no cache. Make one for each process, before anything is drawn.
/// </summary>
public sealed class PictureLibrary : IDisposable
{
    /// <summary>What videos are called while they are cleaned or made.</summary>
    private const string TemporaryFiles = "*.video.tmp";

    private static readonly Lock Gate = new();
    private static string? _fontConfiguration;

    private readonly FontFolder _fonts;
    private readonly string? _givenDirectory;
    private readonly Lazy<string> _ownDirectory;

    /// <exception cref="InvalidOperationException">libvips cannot be loaded on this machine.</exception>
    public PictureLibrary(ImagingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _fonts = FontFolder.Find(options.FontDirectory);
        _givenDirectory = options.WorkDirectory is { } directory ? PrivateFolder(directory) : null;
        _ownDirectory = new Lazy<string>(() => Directory.CreateTempSubdirectory("publisher-").FullName);
        FfmpegCommand = options.Ffmpeg;
        lock (Gate)
        {
            SetNativeVariable("VIPS_WARNING", "0"); // its warnings on the console speak of people's files
            StartFonts(_fonts);
            StartVips();
        }
    }

    /// <summary>Why slides cannot be drawn on this machine, with how to mend it; empty when they can.</summary>
    public IReadOnlyList<Problem> Problems => Lacking(_fonts.Missing);

    /// <summary>Why this look's fonts cannot be set, if they cannot.</summary>
    internal IReadOnlyList<Problem> ProblemsOf(TypeFamily family) =>
        Lacking([
            .. _fonts
                .Missing.Concat(
                    new[] { family.Latin, family.Armenian, family.Georgian, family.Arabic }.Distinct().SelectMany(_fonts.MissingOf)
                )
                .Distinct(),
        ]);

    /// <summary>A folder that only this user may read; made when it is first asked for.</summary>
    internal string WorkDirectory => _givenDirectory ?? _ownDirectory.Value;

    internal string FfmpegCommand { get; }

    /// <summary>A name for a video that is being worked on; the caller deletes the file.</summary>
    internal string NewTemporaryFile() => Path.Combine(WorkDirectory, $"{Guid.NewGuid():n}{TemporaryFiles[1..]}");

    /// <summary>True when one of our fonts can draw it.</summary>
    internal bool CanDraw(Rune character) => _fonts.CanDraw(character);

    public void Dispose()
    {
        if (_ownDirectory.IsValueCreated && Directory.Exists(_ownDirectory.Value))
        {
            Directory.Delete(_ownDirectory.Value, recursive: true);
        }
    }

    private static IReadOnlyList<Problem> Lacking(IReadOnlyList<string> missing) =>
        missing.Count == 0
            ? []
            :
            [
                new Problem(
                    "fonts_missing",
                    null,
                    $"Text cannot be drawn: {string.Join(", ", missing)} not found. "
                        + "Install them (sudo apt-get install fonts-noto-core fonts-noto-color-emoji) or set Imaging:FontDirectory."
                ),
            ];

    private static string PrivateFolder(string path)
    {
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var folder = OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, Private);

        // Left over from a process that died: videos that nobody had cleaned or finished yet.
        foreach (var file in folder.EnumerateFiles(TemporaryFiles))
        {
            file.Delete();
        }

        return folder.FullName;
    }

    /// <summary>fontconfig reads its settings once for each process, so the first library's fonts hold; one without fonts sets none.</summary>
    private static void StartFonts(FontFolder fonts)
    {
        if (_fontConfiguration is not null || fonts.Missing.Count > 0)
        {
            return;
        }

        var directory = Directory.CreateTempSubdirectory("publisher-fonts-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        _fontConfiguration = fonts.WriteTo(directory);

        SetNativeVariable("FONTCONFIG_FILE", _fontConfiguration);
    }

    private static void StartVips()
    {
        if (!ModuleInitializer.VipsInitialized)
        {
            throw new InvalidOperationException("libvips cannot be loaded.", ModuleInitializer.Exception);
        }

        NetVips.NetVips.BlockUntrusted = true;

        // For templates' own overlays alone: uploads are sniffed, and loaded by their kind and never by guessing.
        Operation.Block("VipsForeignLoadSvg", false);
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
    }

    /// <summary>.NET keeps an environment of its own; native libraries read the real one.</summary>
    private static void SetNativeVariable(string name, string value) =>
        _ = SetEnvironment(Encoding.UTF8.GetBytes(name + "\0"), Encoding.UTF8.GetBytes(value + "\0"), overwrite: 1);

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetEnvironment(byte[] name, byte[] value, int overwrite);
}

using System.Diagnostics;
using System.Text.Json;

namespace Publisher.Tests.Channels.Imaging;

/// <summary>An oracle that is not ours: it writes the tags, and says which are left.</summary>
internal static class ExifTool
{
    /// <summary>What exiftool works out from the file's being a file, not from anything inside.</summary>
    private static readonly string[] OfTheFileItself = ["SourceFile", "ExifTool", "System", "File", "Composite"];

    public static async Task<byte[]> TagAsync(byte[] file, string extension, params string[] arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.{extension}");
        await File.WriteAllBytesAsync(path, file, TestContext.Current.CancellationToken);
        try
        {
            await RunAsync([.. arguments, "-overwrite_original", "-q", "-m", path]);
            return await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Every tag inside the file, as group:name.</summary>
    public static async Task<IReadOnlyList<string>> TagsAsync(byte[] file, string extension)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.{extension}");
        await File.WriteAllBytesAsync(path, file, TestContext.Current.CancellationToken);
        try
        {
            using var json = JsonDocument.Parse(await RunAsync(["-a", "-u", "-G1", "-ee", "-j", path]));
            var names = json.RootElement[0].EnumerateObject().Select(tag => tag.Name);
            return [.. names.Where(name => !OfTheFileItself.Contains(name.Split(':')[0]))];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<string> RunAsync(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("exiftool", arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}

using System.Diagnostics;
using System.Globalization;
using Publisher.Channels.Imaging;

namespace Publisher.Bench;

/// <summary>The most memory that a fresh process takes for drawing one slide.</summary>
internal static class RenderMemory
{
    /// <summary>What the child is asked: the path of a photograph.</summary>
    public const string Command = "render-once";

    /// <summary>MB (of 1,000,000 bytes).</summary>
    /// <param name="path">Null: a photograph of that many pixels is made.</param>
    public static async Task<double> OfAsync(string? path, int pixels, CancellationToken cancellationToken)
    {
        var made = path is null ? Path.GetTempFileName() : null;
        try
        {
            if (made is not null)
            {
                var width = (int)Math.Sqrt(pixels * 4.0 / 3);
                await File.WriteAllBytesAsync(made, RenderPhoto.Make(width, pixels / width), cancellationToken);
            }

            var start = new ProcessStartInfo("dotnet", [typeof(RenderMemory).Assembly.Location, Command, path ?? made!])
            {
                RedirectStandardOutput = true,
            };
            using var child = Process.Start(start)!;
            var told = await child.StandardOutput.ReadToEndAsync(cancellationToken);
            await child.WaitForExitAsync(cancellationToken);
            return double.Parse(told, CultureInfo.InvariantCulture);
        }
        finally
        {
            if (made is not null)
            {
                File.Delete(made);
            }
        }
    }

    /// <summary>What the child does: draws, and tells its peak.</summary>
    public static void DrawOnce(string path)
    {
        using var library = new PictureLibrary(new ImagingOptions());
        RenderBench.DrawOne(File.ReadAllBytes(path), new SlideRenderer(library));
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kilobytes = double.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        Console.WriteLine((kilobytes * 1024 / 1_000_000).ToString("0", CultureInfo.InvariantCulture));
    }
}

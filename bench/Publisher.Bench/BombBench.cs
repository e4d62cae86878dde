using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using NetVips;
using Publisher.Channels.Imaging;
using Publisher.Channels.Imaging.Decoding;
using Publisher.Tests.Channels.Imaging.Bombs;

namespace Publisher.Bench;

/// <summary>
/// What files that are made to hurt cost before they are refused or cleaned, in time and in this process's memory; and what an honest
/// photograph costs now that a decoder of its own reads it, beside the same work without one.
/// </summary>
internal static class BombBench
{
    private const int Rounds = 5;
    private const int PhotoRounds = 21;
    private const double Megabyte = 1_000_000;

    public static async Task<BombFigures> RunAsync(CancellationToken cancellationToken)
    {
        using var library = new PictureLibrary(new ImagingOptions());
        using var decoders = new DecoderPool(TimeProvider.System, NullLogger<DecoderPool>.Instance);
        var scrubber = new Scrubber(library, decoders);
        var photo = RenderPhoto.Make(4000, 3000);
        using var small = Image.NewFromBuffer(RenderPhoto.Make(64, 48));
        var corpus = BombCorpus.Make(small.JpegsaveBuffer(), small.PngsaveBuffer(), small.WebpsaveBuffer());
        var cold = await TimeAsync(scrubber, small.JpegsaveBuffer(), cancellationToken);
        foreach (var bomb in corpus)
        {
            _ = await ScrubAsync(scrubber, bomb.Bytes, cancellationToken);
        }

        var measured = new List<Measured>();
        foreach (var bomb in corpus)
        {
            measured.Add(await MeasureAsync(scrubber, bomb, cancellationToken));
        }

        foreach (var worst in measured.OrderByDescending(one => one.Milliseconds).Take(8))
        {
            Console.WriteLine($"{worst.Name}: {worst.Milliseconds} ms, {worst.ExtraMb:0} MB");
        }

        var (with, without) = await PhotoAsync(scrubber, photo, cancellationToken);
        var cleaned = measured.Count(one => one.IsClean);
        var slowest = measured.MaxBy(one => one.Milliseconds)!;
        return new BombFigures(
            measured.Count,
            measured.Count - cleaned,
            cleaned,
            slowest.Name,
            slowest.Milliseconds,
            Math.Round(measured.Max(one => one.ExtraMb), 1),
            Math.Round(cold),
            with,
            without
        );
    }

    private static async Task<Measured> MeasureAsync(Scrubber scrubber, Bomb bomb, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        var (clean, extra) = (false, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            ForgetPeak();
            var before = Memory("VmRSS:");
            var started = Stopwatch.GetTimestamp();
            clean = await ScrubAsync(scrubber, bomb.Bytes, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            extra = Math.Max(extra, Memory("VmHWM:") - before);
        }

        return new Measured(bomb.Name, clean, new Latencies(times).At(0.5), extra);
    }

    private static async Task<(double With, double Without)> PhotoAsync(
        Scrubber scrubber,
        byte[] photo,
        CancellationToken cancellationToken
    )
    {
        var (with, without) = (new List<double>(), new List<double>());
        for (var round = 0; round <= PhotoRounds; round++)
        {
            var here = Stopwatch.GetTimestamp();
            InThisProcess(photo);
            var between = Stopwatch.GetElapsedTime(here).TotalMilliseconds;
            var there = await TimeAsync(scrubber, photo, cancellationToken);
            if (round > 0)
            {
                without.Add(between);
                with.Add(there);
            }
        }

        return (new Latencies(with).At(0.5), new Latencies(without).At(0.5));
    }

    /// <summary>The same work without a decoder of its own.</summary>
    private static void InThisProcess(byte[] photo)
    {
        using var decoded = Image.JpegloadBuffer(photo, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
        using var plain = Pixels.ToSrgb(decoded);
        _ = plain.JpegsaveBuffer(q: 90, keep: Enums.ForeignKeep.None);
    }

    private static async Task<double> TimeAsync(Scrubber scrubber, byte[] picture, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        _ = await ScrubAsync(scrubber, picture, cancellationToken);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task<bool> ScrubAsync(Scrubber scrubber, byte[] picture, CancellationToken cancellationToken)
    {
        using var upload = new MemoryStream(picture);
        var result = await scrubber.ScrubAsync(upload, cancellationToken);
        await using var content = (result as ScrubResult.Clean)?.Content;
        return result is ScrubResult.Clean;
    }

    /// <summary>The kernel counts the peak anew.</summary>
    private static void ForgetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    /// <returns>MB.</returns>
    private static double Memory(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / Megabyte;
    }

    private sealed record Measured(string Name, bool IsClean, double Milliseconds, double ExtraMb);
}

/// <param name="Slowest">Which took longest.</param>
/// <param name="SlowestMs">Its median.</param>
/// <param name="ExtraMb">Most memory that one added to this process; the decoders have their own limit.</param>
/// <param name="FirstMs">Of a small picture that has to wait for a decoder to start.</param>
/// <param name="PhotoMs">Median of cleaning a photograph of 12 million pixels.</param>
/// <param name="PhotoInProcessMs">The same without a decoder of its own.</param>
internal sealed record BombFigures(
    int Files,
    int Refused,
    int Cleaned,
    string Slowest,
    double SlowestMs,
    double ExtraMb,
    double FirstMs,
    double PhotoMs,
    double PhotoInProcessMs
);

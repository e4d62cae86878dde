using System.Text.Json.Nodes;

namespace Publisher.Bench;

/// <summary>How long a preview takes of a piece with a photograph of 12 million pixels.</summary>
internal static class PreviewBench
{
    private const int Width = 4000;
    private const int Height = 3000;
    private static readonly (int Uncounted, int Counted) _calls = (5, 60);

    public static async Task<PreviewFigures> RunAsync(string service, CancellationToken cancellationToken)
    {
        await using var bench = await Workbench.StartAsync(service, cancellationToken);
        var photo = RenderPhoto.Make(Width, Height);
        Console.WriteLine($"A photograph of {Width}x{Height} pixels, {photo.Length / 1_000} kB");
        var media = (await bench.Door.UploadAsync(photo, "image/jpeg", cancellationToken))["id"]!.GetValue<string>();
        var text = await bench.OpenChannelAsync("mastodon", "short_text", 1, cancellationToken);
        var slides = await bench.OpenChannelAsync("tiktok", "vertical_images", 2, cancellationToken);
        return new PreviewFigures(
            Width * Height,
            await TimeAsync(bench, "text", text, media, cancellationToken),
            await TimeAsync(bench, "three slides", slides, media, cancellationToken)
        );
    }

    private static async Task<PreviewTimes> TimeAsync(
        Workbench bench,
        string name,
        string channel,
        string media,
        CancellationToken cancellationToken
    )
    {
        var times = await bench.TimeAsync($"/v1/preview?channel={channel}", Piece(media), _calls, cancellationToken);
        Console.WriteLine($"{name}: p50 {times.At(0.5)} ms, p95 {times.At(0.95)} ms");
        return new PreviewTimes(times.At(0.5), times.At(0.95));
    }

    private static JsonObject Piece(string media) =>
        new()
        {
            ["texts"] = new JsonObject
            {
                ["en"] = new JsonObject
                {
                    ["title"] = "Tea on the old bridge",
                    ["body"] = "For thirty years nobody crossed the old stone bridge. Now two villages drink tea there every Saturday.",
                    ["slides"] = new JsonArray(
                        "For thirty years nobody crossed the old stone bridge.",
                        "A swarm of bees brought two neighbours together on it.",
                        "Now two villages drink tea there **every Saturday**."
                    ),
                },
            },
            ["media"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = media,
                    ["alt"] = new JsonObject { ["en"] = "A stone bridge over a river" },
                }
            ),
        };
}

/// <param name="Text">Of a short text with the photograph beside it.</param>
/// <param name="Slides">Of three slides with the photograph behind them.</param>
internal sealed record PreviewFigures(int Pixels, PreviewTimes Text, PreviewTimes Slides);

internal sealed record PreviewTimes(double P50Ms, double P95Ms);

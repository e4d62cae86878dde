using System.Globalization;
using System.Text.Json;

namespace Publisher.Channels.Imaging;

/// <summary>What ffprobe says of a video.</summary>
/// <param name="Width">px as it is shown, after its turn.</param>
/// <param name="Sound">Coding of the first sound track; null when it is silent.</param>
internal sealed record VideoFacts(string Codec, string? Sound, int Width, int Height, TimeSpan Duration)
{
    /// <summary>A film longer than any upload; what says so is broken or lies.</summary>
    private const double MostSeconds = 1_000_000;

    /// <summary>What ffprobe is asked; not for the file's own words, which may be as long as the file.</summary>
    public static IEnumerable<string> Question { get; } =
    ["-show_entries", "stream=codec_type,codec_name,width,height:stream_side_data=rotation:format=duration", "-of", "json"];

    /// <summary>Null when there is no picture track.</summary>
    public static VideoFacts? Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (
            !document.RootElement.TryGetProperty("streams", out var list)
            || !document.RootElement.TryGetProperty("format", out var duration)
        )
        {
            return null;
        }

        var streams = list.EnumerateArray().ToList();
        var pictures = streams.FirstOrDefault(stream => Text(stream, "codec_type") == "video");
        var sound = streams.FirstOrDefault(stream => Text(stream, "codec_type") == "audio");
        if (pictures.ValueKind != JsonValueKind.Object || Text(pictures, "codec_name") is not { } codec)
        {
            return null;
        }

        var (width, height) = (Number(pictures, "width"), Number(pictures, "height"));
        if (width < 1 || height < 1)
        {
            return null;
        }

        return new VideoFacts(
            codec,
            sound.ValueKind == JsonValueKind.Object ? Text(sound, "codec_name") : null,
            IsOnItsSide(pictures) ? height : width,
            IsOnItsSide(pictures) ? width : height,
            double.TryParse(Text(duration, "duration"), CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < MostSeconds
                ? TimeSpan.FromSeconds(seconds)
                : TimeSpan.Zero
        );
    }

    private static bool IsOnItsSide(JsonElement stream) =>
        stream.TryGetProperty("side_data_list", out var list)
        && list.EnumerateArray().Any(data => Number(data, "rotation") is 90 or -90 or 270 or -270);

    private static int Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : 0;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}

using System.Globalization;
using System.Text.Json;

namespace Publisher.Channels.Imaging;

/// <summary>What ffprobe says of a video.</summary>
/// <param name="Width">px as it is shown, after its turn.</param>
/// <param name="Sound">Coding of the first sound track; null when it is silent.</param>
internal sealed record VideoFacts(string Codec, string? Sound, int Width, int Height, TimeSpan Duration)
{
    /// <summary>Null when there is no picture track.</summary>
    public static VideoFacts? Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var streams = document.RootElement.GetProperty("streams").EnumerateArray().ToList();
        var pictures = streams.FirstOrDefault(stream => Text(stream, "codec_type") == "video");
        var sound = streams.FirstOrDefault(stream => Text(stream, "codec_type") == "audio");
        if (pictures.ValueKind != JsonValueKind.Object || Text(pictures, "codec_name") is not { } codec)
        {
            return null;
        }

        var (width, height) = (pictures.GetProperty("width").GetInt32(), pictures.GetProperty("height").GetInt32());
        var duration = document.RootElement.GetProperty("format");
        return new VideoFacts(
            codec,
            sound.ValueKind == JsonValueKind.Object ? Text(sound, "codec_name") : null,
            IsOnItsSide(pictures) ? height : width,
            IsOnItsSide(pictures) ? width : height,
            double.TryParse(Text(duration, "duration"), CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : TimeSpan.Zero
        );
    }

    private static bool IsOnItsSide(JsonElement stream) =>
        stream.TryGetProperty("side_data_list", out var list)
        && list.EnumerateArray()
            .Any(data => data.TryGetProperty("rotation", out var rotation) && Math.Abs(rotation.GetInt32()) is 90 or 270);

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}

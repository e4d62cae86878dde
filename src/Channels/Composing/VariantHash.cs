using System.Security.Cryptography;
using System.Text.Json;

namespace Publisher.Channels.Composing;

/// <summary>Names exactly what will go out: people approve this hash, and any change of it voids their yes.</summary>
public static class VariantHash
{
    /// <param name="settings">The channel's settings without secrets.</param>
    /// <returns>SHA-256, lower-case hex, over parts, files, language, network, format, settings and template.</returns>
    public static string Of(Variant variant, IReadOnlyDictionary<string, string> settings)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, variant, settings);
        }

        return Convert.ToHexStringLower(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
    }

    private static void Write(Utf8JsonWriter writer, Variant variant, IReadOnlyDictionary<string, string> settings)
    {
        writer.WriteStartObject();
        writer.WriteString("network", variant.Network);
        writer.WriteString("format", variant.Format.ToString());
        writer.WriteString("language", variant.Language);
        writer.WriteString("template", variant.Template);
        writer.WriteStartObject("settings");
        foreach (var (name, value) in settings.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("parts");
        foreach (var part in variant.Parts)
        {
            Write(writer, part);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Part part)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", part.Number);
        writer.WriteString("kind", part.Kind.ToString());
        writer.WriteString("text", part.Text);
        writer.WriteString("markup", part.Markup.ToString());
        writer.WriteString("title", part.Title);
        writer.WriteString("summary", part.Summary);
        writer.WriteString("warning", part.Warning);
        writer.WriteString("link", part.Link?.OriginalString);
        writer.WriteString("byline", part.Byline);
        writer.WriteBoolean("sensitive", part.Sensitive);
        writer.WriteBoolean("graphic", part.Graphic);
        if (part.Minors)
        {
            writer.WriteBoolean("minors", true);
        }

        writer.WriteStartArray("hashtags");
        foreach (var hashtag in part.Hashtags)
        {
            writer.WriteStringValue(hashtag);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("files");
        foreach (var file in part.Files)
        {
            Write(writer, file);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, VariantFile file)
    {
        writer.WriteStartObject();
        writer.WriteString("sha256", file.Sha256);
        writer.WriteString("mediaType", file.MediaType);
        writer.WriteNumber("width", file.Width);
        writer.WriteNumber("height", file.Height);
        writer.WriteString("alt", file.Alt);
        writer.WriteString("purpose", file.Purpose.ToString());
        if (file.Focus is { } focus)
        {
            writer.WriteNumber("focusX", focus.X);
            writer.WriteNumber("focusY", focus.Y);
        }

        writer.WriteEndObject();
    }
}

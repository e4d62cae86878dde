using System.Text;
using System.Text.Json;

namespace Publisher.Channels.Telegram;

/// <summary>Reads the JSON nodes that a Telegraph page is made of.</summary>
internal static class TelegraphNodes
{
    /// <summary>The nodes, or null when <paramref name="json"/> is no array.</summary>
    public static JsonElement? TryRead(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Array } nodes ? nodes.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool HasPictures(JsonElement nodes) => All(nodes).Any(node => Tag(node) is "img" or "video" or "iframe");

    /// <summary>The letters alone: Telegraph tidies tags and white space, so that only these can be compared.</summary>
    public static string Letters(JsonElement nodes)
    {
        var letters = new StringBuilder();
        foreach (var text in All(nodes).Where(node => node.ValueKind is JsonValueKind.String))
        {
            letters.Append(text.GetString());
        }

        return string.Concat(letters.ToString().Where(letter => !char.IsWhiteSpace(letter)));
    }

    private static IEnumerable<JsonElement> All(JsonElement node) =>
        node.ValueKind switch
        {
            JsonValueKind.Array => node.EnumerateArray().SelectMany(All),
            JsonValueKind.Object when node.TryGetProperty("children", out var children) => All(children).Prepend(node),
            _ => [node],
        };

    private static string? Tag(JsonElement node) =>
        node.ValueKind is JsonValueKind.Object && node.TryGetProperty("tag", out var tag) ? tag.GetString() : null;
}

using System.Text.Json;

namespace Publisher.Channels.Templates;

/// <summary>A value of a JSON file and the line it begins in, so that a fault can be pointed at.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Scalar">A string, a <see cref="double"/> or a boolean; null for null, objects and lists.</param>
internal sealed record JsonSpot(
    int Line,
    object? Scalar,
    IReadOnlyList<KeyValuePair<string, JsonSpot>>? Members = null,
    IReadOnlyList<JsonSpot>? Items = null
)
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="JsonException">The file is no JSON; the exception knows the line, counted from 0.</exception>
    public static JsonSpot Parse(ReadOnlySpan<byte> file)
    {
        var text = file.StartsWith("\uFEFF"u8) ? file[3..] : file;
        var reader = new Utf8JsonReader(text, Options);
        reader.Read();
        var spot = Read(ref reader, text);
        reader.Read();
        return spot;
    }

    public JsonSpot? Find(string name) => Members?.FirstOrDefault(member => member.Key == name).Value;

    private static JsonSpot Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        var line = 1 + text[..(int)reader.TokenStartIndex].Count((byte)'\n');
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new JsonSpot(line, null, ReadMembers(ref reader, text)),
            JsonTokenType.StartArray => new JsonSpot(line, null, Items: ReadItems(ref reader, text)),
            JsonTokenType.String => new JsonSpot(line, reader.GetString()),
            JsonTokenType.Number => new JsonSpot(line, reader.GetDouble()),
            JsonTokenType.True or JsonTokenType.False => new JsonSpot(line, reader.GetBoolean()),
            _ => new JsonSpot(line, null),
        };
    }

    private static List<KeyValuePair<string, JsonSpot>> ReadMembers(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        var members = new List<KeyValuePair<string, JsonSpot>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            members.Add(new(name, Read(ref reader, text)));
        }

        return members;
    }

    private static List<JsonSpot> ReadItems(ref Utf8JsonReader reader, ReadOnlySpan<byte> text)
    {
        var items = new List<JsonSpot>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Read(ref reader, text));
        }

        return items;
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Posts.Webhooks;

/// <summary>What an endpoint is told: <c>{"type","timestamp","data"}</c>, at most 20 kB.</summary>
public static class WebhookBody
{
    public const int MostBytes = 20_000;

    /// <param name="data">The event's JSON. Where it is too long, its lists are left out and <c>shortened</c> says so: the ids in it lead to the rest.</param>
    public static string Of(string type, DateTimeOffset at, string data)
    {
        var body = Write(type, at, data);
        return Encoding.UTF8.GetByteCount(body) <= MostBytes ? body : Write(type, at, Shorten(data));
    }

    private static string Write(string type, DateTimeOffset at, string data)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = PostsJson.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteString("timestamp", at);
            writer.WritePropertyName("data");
            writer.WriteRawValue(data);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static string Shorten(string data)
    {
        var facts = JsonNode.Parse(data)!.AsObject();
        foreach (var name in facts.Where(fact => fact.Value is JsonArray or JsonObject).Select(fact => fact.Key).ToList())
        {
            facts.Remove(name);
        }

        facts["shortened"] = true;
        return facts.ToJsonString(PostsJson.Options);
    }
}

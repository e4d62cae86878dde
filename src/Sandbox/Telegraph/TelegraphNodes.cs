using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Telegraph;

/// <summary>The content of a page: an array of texts and <c>{tag, attrs, children}</c>.</summary>
internal static class TelegraphNodes
{
    private const int Limit = 64 * 1024;

    private static readonly HashSet<string> Tags =
    [
        .. "a aside b blockquote br code em figcaption figure h3 h4 hr i iframe img li ol p pre s strong u ul video".Split(' '),
    ];

    private static readonly HashSet<string> Blocks = [.. "aside blockquote figcaption figure h3 h4 hr li ol p pre ul".Split(' ')];

    private static readonly string[] Members = ["tag", "attrs", "children"];

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The error code of a content that is refused. A string of JSON is counted as it came, a nested array as it would be written.</summary>
    public static string? ProblemOf(Call call, out JsonArray content)
    {
        content = call.Node("content") as JsonArray ?? [];
        if (call.Fields["content"] is null || (call.Node("content") is JsonArray && content.Count == 0))
        {
            return "CONTENT_REQUIRED";
        }

        if (call.Node("content") is not JsonArray || !content.All(IsNode))
        {
            return "CONTENT_FORMAT_INVALID";
        }

        var serialised = call.Fields["content"] is JsonArray nested ? nested.ToJsonString(Unescaped) : call.Text("content")!;
        return Encoding.UTF8.GetByteCount(serialised) > Limit ? "CONTENT_TOO_BIG"
            : TextOf(content).Length == 0 ? "CONTENT_TEXT_REQUIRED"
            : null;
    }

    /// <summary>What a reader reads, a line for each block.</summary>
    public static string TextOf(JsonNode? node)
    {
        var text = new StringBuilder();
        Read(node, text);
        return text.ToString().Trim();
    }

    /// <summary>The addresses of its pictures and films.</summary>
    public static IEnumerable<string> SourcesIn(JsonNode? node) =>
        node switch
        {
            JsonArray nodes => nodes.SelectMany(SourcesIn),
            JsonObject element => (
                (string?)element["tag"] is "img" or "video" && (string?)element["attrs"]?["src"] is { } source
                    ? [source]
                    : Enumerable.Empty<string>()
            ).Concat(SourcesIn(element["children"])),
            _ => [],
        };

    private static bool IsNode(JsonNode? node) =>
        node switch
        {
            JsonValue value => value.GetValueKind() is JsonValueKind.String,
            JsonObject element => element.All(member => Members.Contains(member.Key))
                && element["tag"] is JsonValue tag
                && Tags.Contains(tag.ToString())
                && element["attrs"] is null or JsonObject
                && (element["attrs"] as JsonObject ?? []).All(attribute => attribute.Key is "href" or "src")
                && (element["children"] is null || (element["children"] is JsonArray children && children.All(IsNode))),
            _ => false,
        };

    private static void Read(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonArray nodes:
                foreach (var child in nodes)
                {
                    Read(child, text);
                }

                break;
            case JsonValue value:
                text.Append(value.ToString());
                break;
            case JsonObject element:
                Read(element["children"], text);
                if ((string)element["tag"]! is var tag && (tag == "br" || (Blocks.Contains(tag) && text.Length > 0 && text[^1] != '\n')))
                {
                    text.Append('\n');
                }

                break;
        }
    }
}

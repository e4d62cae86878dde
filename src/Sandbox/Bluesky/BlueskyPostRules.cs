using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Publisher.Sandbox.Bluesky;

/// <summary>What the lexicon of <c>app.bsky.feed.post</c> asks of a record. The first problem is the answer, as on the real server.</summary>
internal static partial class BlueskyPostRules
{
    private const int TextGraphemes = 300;
    private const int TextBytes = 3000;

    public static bool IsTid(string? key) => key is not null && Tid().IsMatch(key);

    public static string? ProblemOf(JsonObject record)
    {
        if (record["text"] is not { } text || text.GetValueKind() is not JsonValueKind.String)
        {
            return "Missing required key \"text\" at $.record";
        }

        if (record["createdAt"] is not { } createdAt || createdAt.GetValueKind() is not JsonValueKind.String)
        {
            return "Missing required key \"createdAt\" at $.record";
        }

        if (!Moment().IsMatch((string)createdAt!) || !DateTimeOffset.TryParse((string)createdAt!, CultureInfo.InvariantCulture, out _))
        {
            return $"Invalid datetime (got \"{createdAt}\") at $.record.createdAt";
        }

        return TextProblem((string)text!)
            ?? ListProblem(record, "langs", 3, lang => Language().IsMatch(lang) ? null : $"Invalid language (got \"{lang}\")")
            ?? ListProblem(record, "tags", 8, tag => Graphemes(tag) > 64 ? "grapheme too big (maximum 64)" : null)
            ?? FacetsProblem(record["facets"], Encoding.UTF8.GetBytes((string)text!))
            ?? LabelsProblem(record["labels"])
            ?? ReplyProblem(record["reply"]);
    }

    private static string? TextProblem(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) is var bytes && bytes > TextBytes)
        {
            return $"string too big (maximum {TextBytes}, got {bytes}) at $.record.text";
        }

        var graphemes = Graphemes(text);
        return graphemes > TextGraphemes ? $"grapheme too big (maximum {TextGraphemes}, got {graphemes}) at $.record.text" : null;
    }

    private static string? ListProblem(JsonObject record, string name, int limit, Func<string, string?> problemOf)
    {
        if (record[name] is not { } node)
        {
            return null;
        }

        if (node is not JsonArray list || list.Any(item => item?.GetValueKind() is not JsonValueKind.String))
        {
            return $"Expected array value type at $.record.{name}";
        }

        if (list.Count > limit)
        {
            return $"array too big (maximum {limit}, got {list.Count}) at $.record.{name}";
        }

        return list.Select((item, i) => problemOf((string)item!) is { } problem ? $"{problem} at $.record.{name}[{i}]" : null)
            .FirstOrDefault(problem => problem is not null);
    }

    private static string? FacetsProblem(JsonNode? facets, byte[] text) =>
        facets switch
        {
            null => null,
            JsonArray list => list.Select(
                    (facet, i) => FacetProblem(facet, text) is { } problem ? $"{problem} at $.record.facets[{i}]" : null
                )
                .FirstOrDefault(problem => problem is not null),
            _ => "Expected array value type at $.record.facets",
        };

    /// <summary>The real server takes a range that misses the text, and readers then see no link; here it is refused, so that the mistake is seen.</summary>
    private static string? FacetProblem(JsonNode? facet, byte[] text)
    {
        if (Number(facet?["index"]?["byteStart"]) is not { } start || Number(facet?["index"]?["byteEnd"]) is not { } end)
        {
            return "Missing required key \"byteStart\" or \"byteEnd\"";
        }

        if (start < 0 || end > text.Length || start >= end || !IsBoundary(text, start) || !IsBoundary(text, end))
        {
            return $"{start}-{end} is no range of whole characters in a text of {text.Length} bytes";
        }

        return facet!["features"] is JsonArray { Count: > 0 } features
            ? features.Select(FeatureProblem).FirstOrDefault(problem => problem is not null)
            : "Missing required key \"features\"";
    }

    private static string? FeatureProblem(JsonNode? feature) =>
        (string?)feature?["$type"] switch
        {
            "app.bsky.richtext.facet#link" => Uri.TryCreate((string?)feature["uri"], UriKind.Absolute, out _)
                ? null
                : "Invalid uri in a feature",
            "app.bsky.richtext.facet#mention" => ((string?)feature["did"])?.StartsWith("did:", StringComparison.Ordinal) is true
                ? null
                : "Invalid did in a feature",
            "app.bsky.richtext.facet#tag" => (string?)feature["tag"] is { Length: > 0 } tag && Graphemes(tag) <= 64
                ? null
                : "grapheme too big (maximum 64) in a feature",
            null => "Missing required key \"$type\" in a feature",
            _ => null,
        };

    private static string? LabelsProblem(JsonNode? labels) =>
        labels is null ? null
        : (string?)labels["$type"] != "com.atproto.label.defs#selfLabels" ? "Expected self-labels at $.record.labels"
        : labels["values"] is not JsonArray { Count: <= 10 } values ? "array too big (maximum 10) at $.record.labels.values"
        : values.Any(value => (string?)value?["val"] is null) ? "Missing required key \"val\" at $.record.labels.values"
        : null;

    private static string? ReplyProblem(JsonNode? reply) =>
        reply is null
        || (
            (string?)reply["root"]?["uri"] is not null
            && (string?)reply["parent"]?["uri"] is not null
            && reply["parent"]?["cid"] is not null
        )
            ? null
            : "Missing required key \"root\" or \"parent\" at $.record.reply";

    private static int? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : null;

    private static bool IsBoundary(byte[] text, int at) => at == text.Length || (text[at] & 0xC0) != 0x80;

    private static int Graphemes(string text) => StringInfo.ParseCombiningCharacters(text).Length;

    [GeneratedRegex("^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$")]
    private static partial Regex Tid();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,20})?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Moment();

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex Language();
}

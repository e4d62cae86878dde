using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.WordPress;

/// <summary>The fields a caller may set on a post.</summary>
internal static class WordPressPostFields
{
    private static readonly string[] Statuses = ["publish", "future", "draft", "pending", "private"];
    private static readonly string[] Lists = ["categories", "tags"];

    public static (string Field, string Message)? ProblemOf(Call call)
    {
        if (call.Text("status") is { } status && !Statuses.Contains(status))
        {
            return ("status", "status is not one of publish, future, draft, pending, and private.");
        }

        if (call.Text("featured_media") is { } featured && !int.TryParse(featured, out _))
        {
            return ("featured_media", "featured_media is not of type integer.");
        }

        foreach (var list in Lists)
        {
            if (call.List(list).SelectMany(item => item.Split(',')).Any(item => !int.TryParse(item, out _)))
            {
                return (list, $"{list}[0] is not of type integer.");
            }
        }

        return null;
    }

    public static WordPressPost Apply(WordPressPost post, Call call) =>
        post with
        {
            Title = Text(call, "title") ?? post.Title,
            Content = Text(call, "content") ?? post.Content,
            Excerpt = Text(call, "excerpt") ?? post.Excerpt,
            Slug = call.Text("slug") is { } slug ? WordPressSlug.Of(slug) : post.Slug,
            Status = call.Text("status") ?? post.Status,
            FeaturedMedia = call.Text("featured_media") is { } featured ? int.Parse(featured, null) : post.FeaturedMedia,
            Categories = Numbers(call, "categories") ?? post.Categories,
            Tags = Numbers(call, "tags") ?? post.Tags,
        };

    /// <summary>A text or <c>{"raw": text}</c>; empty counts as set.</summary>
    private static string? Text(Call call, string name) =>
        call.Fields[name] switch
        {
            JsonObject { } nested => (string?)nested["raw"],
            JsonValue value when value.GetValueKind() is JsonValueKind.String => value.GetValue<string>(),
            _ => null,
        };

    private static int[]? Numbers(Call call, string name) =>
        call.Fields.ContainsKey(name)
            ? [.. call.List(name).SelectMany(item => item.Split(',')).Select(item => int.Parse(item, null))]
            : null;
}

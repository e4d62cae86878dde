using System.Text.Json;
using System.Text.Json.Serialization;

namespace Publisher.Posts.Webhooks;

/// <summary>What Ghost tells of a post: <c>{"post":{"current":{…}}}</c>. Only what a draft needs is read.</summary>
public static class GhostMessage
{
    /// <summary>As strict as our own door, but for members that we do not know: Ghost sends many.</summary>
    private static readonly JsonSerializerOptions _json = new(PostsJson.Options) { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>The post; null when this tells of something else, or of a post that is not public.</summary>
    /// <exception cref="JsonException">It is not what Ghost sends.</exception>
    public static ForeignPiece? Read(ReadOnlySpan<byte> body)
    {
        var current = JsonSerializer.Deserialize<Message>(body, _json)?.Post?.Current;
        return current is { Html.Length: > 0, Status: null or "published" }
            ? new ForeignPiece(current.Title, current.CustomExcerpt, current.Html, current.Url)
            : null;
    }

    private sealed record Message(Change? Post);

    private sealed record Change(Post? Current);

    private sealed record Post(
        string? Title,
        string? Html,
        [property: JsonPropertyName("custom_excerpt")] string? CustomExcerpt,
        string? Url,
        string? Status
    );
}

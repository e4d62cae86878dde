using System.Text.Json;
using System.Text.Json.Nodes;

namespace Publisher.Sandbox.Bluesky;

/// <summary>What a post may carry: up to 4 pictures of 2,000,000 bytes with an alt text each, a gallery, or a link card.</summary>
internal sealed class BlueskyEmbedRules(BlueskyBlobs blobs, string did)
{
    private const int PictureBytes = 2_000_000;
    private const int ThumbBytes = 1_000_000;

    private static readonly string[] CardFields = ["uri", "title", "description"];

    public List<LedgerMedium> Media { get; } = [];

    public BlueskyError? ProblemOf(JsonNode? embed) =>
        (string?)embed?["$type"] switch
        {
            null when embed is null => null,
            null => Invalid("Missing required key \"$type\"", ""),
            "app.bsky.embed.images" => PicturesProblem(embed["images"], 4, "images", isAspectRequired: false),
            "app.bsky.embed.gallery" => PicturesProblem(embed["items"], 20, "items", isAspectRequired: true),
            "app.bsky.embed.external" => ExternalProblem(embed["external"]),
            _ => null,
        };

    private BlueskyError? PicturesProblem(JsonNode? node, int limit, string name, bool isAspectRequired)
    {
        if (node is not JsonArray pictures)
        {
            return Invalid($"Missing required key \"{name}\"", "");
        }

        if (pictures.Count > limit)
        {
            return Invalid($"array too big (maximum {limit}, got {pictures.Count})", $".{name}");
        }

        return pictures.Select(picture => PictureProblem(picture, name, isAspectRequired)).FirstOrDefault(problem => problem is not null);
    }

    private BlueskyError? PictureProblem(JsonNode? picture, string name, bool isAspectRequired)
    {
        if (picture?["alt"]?.GetValueKind() is not JsonValueKind.String)
        {
            return Invalid("Missing required key \"alt\"", $".{name}");
        }

        if (picture["aspectRatio"] is { } ratio ? (int?)ratio["width"] is not >= 1 || (int?)ratio["height"] is not >= 1 : isAspectRequired)
        {
            return Invalid("integer too small (minimum 1)", $".{name}.aspectRatio");
        }

        return BlobProblem(picture["image"], PictureBytes, (string)picture["alt"]!);
    }

    private BlueskyError? ExternalProblem(JsonNode? external)
    {
        if (external is null || CardFields.Any(name => external[name] is null))
        {
            return Invalid("Missing required key \"uri\", \"title\" or \"description\"", ".external");
        }

        return external["thumb"] is { } thumb ? BlobProblem(thumb, ThumbBytes, null) : null;
    }

    private BlueskyError? BlobProblem(JsonNode? sent, int limit, string? alt)
    {
        var cid = (string?)sent?["ref"]?["$link"];
        if (cid is null || (string?)sent!["$type"] != "blob")
        {
            return Invalid("Expected blob value type", ".images.image");
        }

        if (blobs.Find(did, cid) is not { } blob)
        {
            return new BlueskyError(400, "BlobNotFound", $"Could not find blob: {cid}");
        }

        if ((string?)sent["mimeType"] != blob.MediaType)
        {
            var message = $"Referenced Mimetype does not match stored blob. Expected: {blob.MediaType}, Got: {sent["mimeType"]}";
            return new BlueskyError(400, "InvalidMimeType", message);
        }

        if (!blob.MediaType.StartsWith("image/", StringComparison.Ordinal))
        {
            return Invalid($"Expected \"image/*\" (got \"{blob.MediaType}\")", ".images.image.mimeType");
        }

        if (blob.Size > limit || (int?)sent["size"] > limit)
        {
            return Invalid($"blob too big (maximum {limit}, got {blob.Size})", ".images.image");
        }

        Media.Add(blob.Medium with { Alt = alt });
        return null;
    }

    private static BlueskyError Invalid(string problem, string path) =>
        BlueskyError.Invalid($"Invalid app.bsky.feed.post record: {problem} at $.record.embed{path}");
}

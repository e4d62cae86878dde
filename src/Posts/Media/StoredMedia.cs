namespace Publisher.Posts.Media;

public enum MediaKind
{
    Image,
    Video,
}

/// <summary>An upload after scrubbing. The bytes lie in the media store under the hash; the file name it came with is not kept.</summary>
public sealed class StoredMedia
{
    public required string Id { get; init; }
    public required MediaKind Kind { get; init; }
    public required string MediaType { get; init; }

    /// <summary>px</summary>
    public required int Width { get; init; }

    /// <summary>px</summary>
    public required int Height { get; init; }
    public required long Bytes { get; init; }

    /// <summary>Lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Names of what was removed, never values.</summary>
    public required IReadOnlyList<string> Removed { get; init; }
    public required bool Rotated { get; init; }

    /// <summary>Id of the medium that it is a covered copy of; null when it was uploaded. That one may be gone.</summary>
    public string? CoverOf { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A short-lived address of one file for a network that pulls, bound to one attempt.</summary>
public sealed class MediaLink
{
    /// <summary>SHA-256 of the token; the token itself is in the address only.</summary>
    public required string TokenHash { get; init; }
    public required string AttemptKey { get; init; }
    public required string Sha256 { get; init; }
    public required string MediaType { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? FetchedAt { get; set; }
    public bool Revoked { get; set; }
}

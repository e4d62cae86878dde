using Publisher.Posts.Media;

namespace Publisher.Api;

/// <summary>An upload after scrubbing.</summary>
/// <param name="Width">px</param>
/// <param name="Height">px</param>
/// <param name="Sha256">Of the scrubbed bytes, lower-case hex.</param>
/// <param name="CoverOf">Id of the medium that it is a covered copy of; that one may be gone.</param>
internal sealed record MediaView(
    string Id,
    MediaKind Kind,
    string MediaType,
    int Width,
    int Height,
    long Bytes,
    string Sha256,
    ScrubView Scrub,
    string? CoverOf,
    string CreatedBy,
    DateTimeOffset CreatedAt
)
{
    public static MediaView Of(StoredMedia media) =>
        new(
            media.Id,
            media.Kind,
            media.MediaType,
            media.Width,
            media.Height,
            media.Bytes,
            media.Sha256,
            new ScrubView(media.Removed, media.Rotated),
            media.CoverOf,
            media.CreatedBy,
            media.CreatedAt
        );
}

/// <param name="Removed">Names of what was removed, never values.</param>
/// <param name="Rotated">It was turned upright.</param>
internal sealed record ScrubView(IReadOnlyList<string> Removed, bool Rotated);

internal sealed record FromUrlBody(string? Url);

namespace Publisher.Channels.Composing;

/// <summary>A scrubbed upload that a composer may draw from.</summary>
/// <param name="Sha256">Lower-case hex of the scrubbed bytes.</param>
public sealed record SourceMedia(
    string Id,
    string MediaType,
    int Width,
    int Height,
    string Sha256,
    Func<CancellationToken, Task<Stream>> OpenAsync
);

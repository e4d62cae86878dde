namespace Publisher.Posts.Media;

/// <summary>A file that one post shows to its readers from our own address.</summary>
public sealed class PublicFile
{
    /// <summary>Lower-case hex.</summary>
    public required string Sha256 { get; init; }
    public required string MediaType { get; init; }
    public required string ContentId { get; init; }
    public required string PostId { get; init; }
}

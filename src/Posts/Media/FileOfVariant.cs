namespace Publisher.Posts.Media;

/// <summary>A file that a variant's document names, as a row: to know whether anything still needs it without reading documents.</summary>
public sealed class FileOfVariant
{
    /// <summary>Lower-case hex.</summary>
    public required string Sha256 { get; init; }
    public required string VariantId { get; init; }
}

namespace Publisher.Posts.Media;

/// <summary>An upload as it came, kept for a few days because the newsroom wished so. Without its row the file can be read by nobody.</summary>
public sealed class KeptOriginal
{
    public required string MediaId { get; init; }

    /// <summary>As the media store calls the encrypted file; says nothing of what is in it.</summary>
    public required string Name { get; init; }

    /// <summary>The file's own key, encrypted with the key ring.</summary>
    public required string Key { get; init; }

    /// <summary>Of the upload.</summary>
    public required long Bytes { get; init; }
    public required DateTimeOffset KeptAt { get; init; }
}

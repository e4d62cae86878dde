namespace Publisher.Posts.Media;

/// <summary>A file of the media store that must go. Written in the transaction that makes it needless, so that no death of a process saves it.</summary>
public sealed class FileToDestroy
{
    /// <summary>As the media store calls it.</summary>
    public required string Name { get; init; }

    /// <summary>It may be needed until then.</summary>
    public required DateTimeOffset After { get; set; }
}

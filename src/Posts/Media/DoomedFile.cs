namespace Publisher.Posts.Media;

/// <summary>
/// A file to destroy, written down in the transaction that deleted the last row which named it, so that no end of a process forgets it.
/// The same file may stand there twice.
/// </summary>
public sealed class DoomedFile
{
    public required string Id { get; init; }

    /// <summary>Lower-case hex.</summary>
    public required string Sha256 { get; init; }
    public required DateTimeOffset At { get; init; }
}

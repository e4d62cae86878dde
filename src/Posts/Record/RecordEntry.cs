namespace Publisher.Posts.Record;

public enum RecordKind
{
    /// <summary>Title and text of a part, as its readers see them.</summary>
    Text,

    /// <summary>The text of a part that has a title, without it: people copy either.</summary>
    Body,

    /// <summary>A picture or film, as it was sent.</summary>
    File,
}

/// <summary>
/// One thing that was really published. Written with the outcome, for every channel and from the first post on, so that a forged post
/// can be answered whatever its date; shown to the outside only while the channel wants it.
/// </summary>
public sealed class RecordEntry
{
    public long Number { get; init; }

    /// <summary>Of a text <see cref="ComparableText"/>, of a file its bytes; lower-case hex.</summary>
    public required string Hash { get; init; }
    public required RecordKind Kind { get; init; }

    /// <summary>Null once its content is deleted.</summary>
    public string? PostId { get; init; }
    public required int Part { get; init; }
    public required string ChannelId { get; init; }
    public required string Network { get; init; }
    public required string Language { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Null when the network gave none, and once it was taken down.</summary>
    public string? Url { get; init; }
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>Hash of the first words, to find what is like it; null for files and for short texts.</summary>
    public string? Opening { get; init; }

    /// <summary>Hash of the last words.</summary>
    public string? Ending { get; init; }
}

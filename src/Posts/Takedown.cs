namespace Publisher.Posts;

/// <summary>One request to remove a content everywhere.</summary>
public sealed class Takedown
{
    public required string Id { get; init; }
    public required string ContentId { get; init; }
    public required string Reason { get; init; }
    public required string Person { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Every channel has an answer.</summary>
    public DateTimeOffset? FinishedAt { get; set; }
    public required IReadOnlyList<TakedownItem> Items { get; set; }
}

/// <summary>One post of a takedown. What became of it is read from the post.</summary>
public sealed record TakedownItem(string PostId, string ChannelId);

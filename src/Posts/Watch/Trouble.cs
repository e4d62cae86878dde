namespace Publisher.Posts.Watch;

/// <summary>Something that is not as it should be now.</summary>
internal sealed record Trouble(AlertKind Kind, string? PostId, string? ChannelId, string? WebhookId, string? Cause, DateTimeOffset Since)
{
    public string Key => $"{Storage.SnakeCase.Of(Kind)}/{PostId ?? WebhookId ?? ChannelId}";
}

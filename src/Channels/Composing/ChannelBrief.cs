namespace Publisher.Channels.Composing;

/// <summary>What a composer must know of a channel.</summary>
/// <param name="AgeBand">Such as <c>50+</c> or <c>16-24</c>; decides the size of type.</param>
public sealed record ChannelBrief(
    string Id,
    string Network,
    Format Format,
    string Language,
    string? AgeBand,
    IReadOnlyDictionary<string, string> Settings
)
{
    /// <summary>The picture that its setting <c>logo</c> names; null when it names none, or one that is gone.</summary>
    public SourceMedia? Logo { get; init; }
}
